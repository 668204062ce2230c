import type { Postings } from './postings.ts';

/**
 * The postings of larger documents, each of them some neighbouring ones put together.
 *
 * @param groupOf for each document the number of the one it becomes a part of, from 0 and never falling
 */
export function groupPostings(postings: Postings, groupOf: Uint32Array): Postings {
  const { terms, offsets, documents, frequencies, lengths } = postings;
  const grouped = {
    offsets: new Uint32Array(offsets.length),
    documents: new Uint32Array(documents.length),
    frequencies: new Uint16Array(documents.length),
    lengths: new Uint32Array(lengths.length === 0 ? 0 : (groupOf[lengths.length - 1] ?? 0) + 1),
  };
  for (const [document, length] of lengths.entries()) {
    const group = groupOf[document] ?? 0;
    grouped.lengths[group] = (grouped.lengths[group] ?? 0) + length;
  }
  let count = 0;
  for (let term = 0; term < terms.length; term++) {
    const first = count;
    for (let at = offsets[term] ?? 0; at < (offsets[term + 1] ?? 0); at++) {
      const group = groupOf[documents[at] ?? 0] ?? 0;
      if (count === first || grouped.documents[count - 1] !== group) grouped.documents[count++] = group;
      const sum = (grouped.frequencies[count - 1] ?? 0) + (frequencies[at] ?? 0);
      grouped.frequencies[count - 1] = Math.min(MOST_REPEATS, sum);
    }
    grouped.offsets[term + 1] = count;
  }
  return {
    terms,
    offsets: grouped.offsets,
    documents: grouped.documents.slice(0, count),
    frequencies: grouped.frequencies.slice(0, count),
    lengths: grouped.lengths,
  };
}

const MOST_REPEATS = 0xffff;
