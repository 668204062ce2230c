import { DamagedTermsError } from './damaged-terms-error.ts';
import type { Postings } from './postings.ts';

/**
 * Layout, in the byte order of the machine: six uint32 (mark, version, documents, terms, postings, bytes of the terms'
 * text), then uint32 lengths, uint32 offsets, uint32 documents, uint16 frequencies, and the terms in UTF-8, one a line.
 */
const MARK = 0x3532_4d42;
const VERSION = 1;
const HEADER_BYTES = 24;

/** Writes postings as bytes. */
export function encodePostings({ terms, offsets, documents, frequencies, lengths }: Postings): Uint8Array {
  const text = new TextEncoder().encode(terms.join('\n'));
  const header = Uint32Array.of(MARK, VERSION, lengths.length, terms.length, documents.length, text.length);
  const parts = [header, lengths, offsets, documents, frequencies, text];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/**
 * Reads what `encodePostings` wrote, and checks it: sizes, order and bounds. The arrays lie over the bytes, which must not
 * be changed afterwards.
 *
 * @throws {DamagedTermsError} at the first thing that can't be.
 */
export function decodePostings(source: Uint8Array): Postings {
  if (source.length < HEADER_BYTES) throw new DamagedTermsError('it is shorter than its header');
  const bytes = source.byteOffset % 4 === 0 ? source : source.slice();
  const [mark = 0, version = 0, documentCount = 0, termCount = 0, postingCount = 0, textBytes = 0] =
    new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  if (mark !== MARK) throw new DamagedTermsError('it is not a term index');
  if (version !== VERSION) throw new DamagedTermsError(`it is of version ${version}, not ${VERSION}`);
  const expected =
    HEADER_BYTES + 4 * (documentCount + termCount + 1 + postingCount) + 2 * postingCount + textBytes;
  if (bytes.length !== expected)
    throw new DamagedTermsError(`it is ${bytes.length} bytes long, not ${expected}`);

  let at = bytes.byteOffset + HEADER_BYTES;
  const uint32s = (count: number): Uint32Array => {
    const values = new Uint32Array(bytes.buffer, at, count);
    at += values.byteLength;
    return values;
  };
  const lengths = uint32s(documentCount);
  const offsets = uint32s(termCount + 1);
  const documents = uint32s(postingCount);
  const frequencies = new Uint16Array(bytes.buffer, at, postingCount);
  const terms = readTerms(bytes.subarray(at - bytes.byteOffset + frequencies.byteLength), termCount);
  const postings = { terms, offsets, documents, frequencies, lengths };
  checkPostings(postings);
  return postings;
}

function readTerms(bytes: Uint8Array, count: number): string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const terms = count === 0 && text === '' ? [] : text.split('\n');
  if (terms.length !== count) throw new DamagedTermsError(`it holds ${terms.length} terms, not ${count}`);
  if (new Set(terms).size !== count) throw new DamagedTermsError('a term occurs twice');
  return terms;
}

function checkPostings({ terms, offsets, documents, frequencies, lengths }: Postings): void {
  if (offsets[0] !== 0 || offsets[terms.length] !== documents.length) {
    throw new DamagedTermsError('its offsets do not span its postings');
  }
  const counted = new Uint32Array(lengths.length);
  for (let term = 0; term < terms.length; term++) {
    const start = offsets[term] ?? 0;
    const end = offsets[term + 1] ?? 0;
    if (end <= start || end > documents.length) throw new DamagedTermsError(`term ${term} has no postings`);
    let previous = -1;
    for (let at = start; at < end; at++) {
      const document = documents[at] ?? 0;
      const frequency = frequencies[at] ?? 0;
      if (document <= previous) throw new DamagedTermsError(`the postings of term ${term} are out of order`);
      if (document >= lengths.length)
        throw new DamagedTermsError(`term ${term} names a document that is not there`);
      if (frequency === 0) throw new DamagedTermsError(`a posting of term ${term} counts nothing`);
      counted[document] = (counted[document] ?? 0) + frequency;
      previous = document;
    }
  }
  for (const [document, length] of lengths.entries()) {
    if ((counted[document] ?? 0) > length)
      throw new DamagedTermsError(`document ${document} holds more than its length`);
  }
}
