import type { Article } from '../corpus/article.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type BuildIndexOptions, buildIndex } from './build-index.ts';
import { analysisFingerprint, corpusFingerprint } from './fingerprints.ts';
import { IndexError } from './index-error.ts';
import type { Manifest } from './manifest.ts';
import { openIndex } from './open-index.ts';
import type { PassageAnalyser } from './passage-analyser.ts';
import type { PassageIndex } from './passage-index.ts';

export interface EnsureIndexOptions extends BuildIndexOptions {
  /** Builds even where the index is up to date. */
  readonly force?: boolean;
  /** Called before a build with why it is needed. */
  readonly onBuild?: (why: string) => void;
}

export interface EnsuredIndex {
  readonly index: PassageIndex;
  /** Whether it had to be built. */
  readonly built: boolean;
}

/**
 * Opens the index, having built it unless a whole one of these articles, this model and this text analysis is there.
 *
 * @throws {IndexError} `foreign` where the folder belongs to something else, `unwritable` where it can't be written.
 */
export async function ensureIndex({
  force = false,
  onBuild,
  ...build
}: EnsureIndexOptions): Promise<EnsuredIndex> {
  const usable = force ? 'a rebuild was asked for' : await usableIndex(build);
  if (typeof usable !== 'string') return { index: usable, built: false };
  onBuild?.(usable);
  await buildIndex({ ...build, reuse: !force });
  return { index: await openIndex(build.directory), built: true };
}

/** The index, or why it must be built. */
async function usableIndex({
  directory,
  articles,
  embedder,
  analyser,
}: BuildIndexOptions): Promise<PassageIndex | string> {
  try {
    const index = await openIndex(directory);
    return whyStale(index.manifest, { articles, embedder, analyser }) ?? index;
  } catch (error) {
    if (!(error instanceof IndexError) || error.problem === 'foreign') throw error;
    return error.problem === 'missing' ? 'there is none yet' : error.message;
  }
}

/** What an index is built from. */
export interface IndexSources {
  readonly articles: readonly Article[];
  readonly embedder: Pick<Embedder, 'fingerprint' | 'model'>;
  readonly analyser: PassageAnalyser;
}

/** Why an index no longer stands for what it was built from; `undefined` where it does. */
export function whyStale(
  manifest: Pick<Manifest, 'corpus' | 'model' | 'analysis'>,
  { articles, embedder, analyser }: IndexSources,
): string | undefined {
  if (manifest.corpus.sha256 !== corpusFingerprint(articles)) return 'the articles changed';
  if (manifest.model.fingerprint !== embedder.fingerprint) return `the model changed to ${embedder.model}`;
  if (manifest.analysis !== analysisFingerprint(articles, analyser)) return 'the text analysis changed';
  return undefined;
}

/**
 * Makes sure that questions will be embedded as the passages were.
 *
 * @param where the index is, for the message
 * @throws {IndexError} `stale` where the index was built with another model.
 */
export function assertSameModel(
  { model }: Pick<Manifest, 'model'>,
  embedder: Pick<Embedder, 'fingerprint' | 'model'>,
  where: string,
): void {
  if (model.fingerprint === embedder.fingerprint) return;
  const built = `it was built with ${model.name}, and the model is ${embedder.model} now`;
  throw new IndexError(
    'stale',
    `${where}: the index is of another model: ${built}. Rebuild it: npm run index.`,
  );
}
