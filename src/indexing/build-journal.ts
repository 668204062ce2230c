import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { renameDurably, writeDurably } from './durable-files.ts';
import type { KnownVectors } from './embed-texts.ts';
import { decodeVectors, encodeVectors, type QuantisedVectors, rowsOf } from './quantised-vectors.ts';

/** Beside the manifest while a build is under way, and after one that was interrupted. */
export const JOURNAL_FOLDER = 'unfinished';

/** What a build has embedded so far: the next one need not do it again where this one does not get to its end. */
export interface BuildJournal extends KnownVectors {
  /** Remembers vectors by their key; written down now and then. */
  record(key: string, vectors: QuantisedVectors): Promise<void>;
  /** Writes down what is not yet: before something that takes long and brings no more of these. */
  flush(): Promise<void>;
  /** Removes all of it: what was embedded is in an index now. */
  discard(): Promise<void>;
}

export interface BuildJournalOptions {
  /** The index folder. */
  readonly directory: string;
  readonly dimension: number;
  /** Vectors lost at most when a build is killed. */
  readonly writtenEvery: number;
}

/** Of each group in a part its key and its number of vectors. */
const Entries = z.array(z.tuple([z.string(), z.int().positive()]));

const PART = '.vectors';
const HASH_BYTES = 32;
const LENGTH_BYTES = 4;

/** Opens what an interrupted build left, and goes on from there. A part that is damaged is passed over. */
export async function openBuildJournal({
  directory,
  dimension,
  writtenEvery,
}: BuildJournalOptions): Promise<BuildJournal> {
  const folder = join(directory, JOURNAL_FOLDER);
  const known = new Map<string, QuantisedVectors>();
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(PART))) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    for (const [key, vectors] of bytes === undefined ? [] : readPart(bytes, dimension))
      known.set(key, vectors);
  }
  let pending: (readonly [key: string, vectors: QuantisedVectors])[] = [];
  let pendingVectors = 0;
  const flush = async () => {
    if (pending.length === 0) return;
    const part = writePart(pending, dimension);
    pending = [];
    pendingVectors = 0;
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${randomUUID()}${PART}`);
    await writeDurably(`${path}.part`, part);
    await renameDurably(`${path}.part`, path);
  };
  return {
    vectorsOf: (key) => known.get(key),
    async record(key, vectors) {
      pending.push([key, vectors]);
      pendingVectors += vectors.scales.length;
      if (pendingVectors >= writtenEvery) await flush();
    },
    flush,
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Layout: SHA-256 of what follows; uint32 bytes of the entries; the entries as JSON, padded; scales and codes of each. */
function writePart(
  groups: readonly (readonly [string, QuantisedVectors])[],
  dimension: number,
): Uint8Array[] {
  const entries = JSON.stringify(groups.map(([key, { scales }]) => [key, scales.length]));
  const padded = Buffer.from(entries.padEnd(Math.ceil(Buffer.byteLength(entries) / 4) * 4));
  const count = groups.reduce((sum, [, { scales }]) => sum + scales.length, 0);
  const together = {
    dimension,
    scales: new Float32Array(count),
    codes: new Int8Array(count * dimension),
  };
  let row = 0;
  for (const [, { scales, codes }] of groups) {
    together.scales.set(scales, row);
    together.codes.set(codes, row * dimension);
    row += scales.length;
  }
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUint32LE(padded.length);
  const content = [length, padded, ...encodeVectors(together)];
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  return [hash.digest(), ...content];
}

function readPart(bytes: Buffer, dimension: number): [string, QuantisedVectors][] {
  try {
    const content = bytes.subarray(HASH_BYTES);
    const expected = createHash('sha256').update(content).digest();
    if (!expected.equals(bytes.subarray(0, HASH_BYTES))) return [];
    const vectorsStart = LENGTH_BYTES + content.readUint32LE(0);
    const entries = Entries.parse(JSON.parse(content.toString('utf8', LENGTH_BYTES, vectorsStart)));
    const count = entries.reduce((sum, [, vectors]) => sum + vectors, 0);
    const vectors = decodeVectors(content.subarray(vectorsStart), { count, dimension });
    let first = 0;
    return entries.map(([key, length]) => {
      const rows = rowsOf(vectors, first, first + length);
      first += length;
      return [key, rows];
    });
  } catch {
    return [];
  }
}
