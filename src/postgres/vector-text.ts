/** A vector as pgvector reads it. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** Numbers of dimensions, from 0, with their values, as pgvector reads a sparse vector of so many dimensions. */
export function sparseVectorText(values: Iterable<readonly [number, number]>, dimensions: number): string {
  const elements = [...values].map(([dimension, value]) => `${dimension + 1}:${value}`);
  return `{${elements.join(',')}}/${dimensions}`;
}

/** What `vector_send` gives: two 16-bit numbers, then the values in network byte order. */
const HEADER_BYTES = 4;

export function readSentVector(bytes: Buffer): Float32Array {
  const values = new Float32Array((bytes.length - HEADER_BYTES) / Float32Array.BYTES_PER_ELEMENT);
  const view = new DataView(bytes.buffer, bytes.byteOffset + HEADER_BYTES);
  for (let at = 0; at < values.length; at++)
    values[at] = view.getFloat32(at * Float32Array.BYTES_PER_ELEMENT);
  return values;
}
