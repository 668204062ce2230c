import { open } from 'node:fs/promises';

/** Read at once; `readFile` refuses files of more than 2 GiB. */
const CHUNK_BYTES = 2 ** 30;

/** Reads a file into memory, however large it is, up to what a buffer may hold: 4 GiB on Node 20. */
export async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // In memory of its own, from the start of it, so that arrays of larger numbers can lie over it.
    const bytes = Buffer.from(new ArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK_BYTES, size - at), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
