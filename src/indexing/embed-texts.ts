import { createHash } from 'node:crypto';
import type { Embedder } from '../embedding/embedder.ts';
import { createQuantisedVectors, type QuantisedVectors, rowsOf } from './quantised-vectors.ts';

/** Texts whose vectors belong together: an article's passages, or a single word. */
export interface TextGroup {
  /** The same for the same texts and the same model, and for nothing else. */
  readonly key: string;
  readonly texts: readonly string[];
}

/** Vectors of groups that were embedded before. */
export interface KnownVectors {
  vectorsOf(key: string): QuantisedVectors | undefined;
}

export const noVectors: KnownVectors = { vectorsOf: () => undefined };

/** What the texts are to be embedded as. */
export type TextKind = Parameters<Embedder['embed']>[1];

export interface EmbedTextsOptions {
  readonly kind: TextKind;
  readonly groups: readonly TextGroup[];
  readonly embedder: Embedder;
  readonly known: KnownVectors;
  /** Called with each group that had to be embedded. */
  readonly onEmbedded: (group: TextGroup, vectors: QuantisedVectors) => Promise<void>;
  /** Called after each batch with the texts whose vectors are there. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Texts embedded in one go. */
const BATCH_SIZE = 64;

/** The vectors of all texts, group after group; only groups whose vectors are not known are embedded. */
export async function embedTexts(options: EmbedTextsOptions): Promise<QuantisedVectors> {
  const { kind, groups, embedder, known, onEmbedded, onProgress } = options;
  const { dimension } = embedder;
  const total = groups.reduce((sum, { texts }) => sum + texts.length, 0);
  const { vectors, set, setQuantised } = createQuantisedVectors({ dimension, count: total });
  const missing: { group: TextGroup; first: number }[] = [];
  let first = 0;
  for (const group of groups) {
    if (group.texts.length === 0) continue;
    const before = known.vectorsOf(group.key);
    if (before?.scales.length === group.texts.length) setQuantised(first, before);
    else missing.push({ group, first });
    first += group.texts.length;
  }

  let done = total - missing.reduce((sum, { group }) => sum + group.texts.length, 0);
  for (const batch of batches(missing)) {
    const texts = batch.flatMap(({ group }) => group.texts);
    const embedded: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += BATCH_SIZE) {
      embedded.push(...(await embedder.embed(texts.slice(from, from + BATCH_SIZE), kind)));
      onProgress?.(Math.min(done + from + BATCH_SIZE, done + texts.length), total);
    }
    done += texts.length;
    let at = 0;
    for (const { group, first } of batch) {
      for (let offset = 0; offset < group.texts.length; offset++, at++)
        set(first + offset, embedded[at] ?? new Float32Array());
      await onEmbedded(group, rowsOf(vectors, first, first + group.texts.length));
    }
  }
  return vectors;
}

/** Groups together as many as fill a batch; one that is larger is a batch of its own. */
function* batches<Group extends { readonly group: TextGroup }>(groups: readonly Group[]): Generator<Group[]> {
  let batch: Group[] = [];
  let size = 0;
  for (const each of groups) {
    batch.push(each);
    size += each.group.texts.length;
    if (size < BATCH_SIZE) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** The key of some texts' vectors: a hash over the texts, what they are embedded as, and the model. */
export function keyOfTexts(
  { fingerprint }: Pick<Embedder, 'fingerprint'>,
  kind: TextKind,
  texts: readonly string[],
): string {
  const hash = createHash('sha256').update(`${fingerprint} ${kind}`);
  for (const text of texts) hash.update('\0').update(text);
  return hash.digest('base64url');
}
