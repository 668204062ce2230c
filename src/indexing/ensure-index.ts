import type { Article } from '../corpus/article.ts';
import { splitPassages } from '../corpus/split-passages.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { type BuildIndexOptions, buildIndex } from './build-index.ts';
import { analysisFingerprint, corpusFingerprint } from './fingerprints.ts';
import { IndexError } from './index-error.ts';
import type { Manifest } from './manifest.ts';
import { openIndex } from './open-index.ts';

export interface EnsureIndexOptions extends BuildIndexOptions {
  /** Builds even where the index is up to date. */
  readonly force?: boolean;
  /** Called before a build with why it is needed. */
  readonly onBuild?: (why: string) => void;
}

export interface EnsuredIndex {
  readonly manifest: Manifest;
  /** Whether it had to be built. */
  readonly built: boolean;
}

/** Builds the index unless a whole one of these articles, this model and this text analysis is there already. */
export async function ensureIndex({
  force = false,
  onBuild,
  ...build
}: EnsureIndexOptions): Promise<EnsuredIndex> {
  const why = force ? 'a rebuild was asked for' : await whyUnusable(build);
  if (typeof why !== 'string') return { manifest: why, built: false };
  onBuild?.(why);
  return { manifest: await buildIndex(build), built: true };
}

async function whyUnusable({ directory, articles, embedder }: BuildIndexOptions): Promise<Manifest | string> {
  try {
    const { manifest } = await openIndex(directory);
    return whyStale(manifest, articles, embedder) ?? manifest;
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    return error.problem === 'missing' ? 'there is none yet' : error.message;
  }
}

/** Why an index no longer stands for the articles and the model; `undefined` where it does. */
export function whyStale(
  manifest: Manifest,
  articles: readonly Article[],
  embedder: Pick<Embedder, 'fingerprint' | 'model'>,
): string | undefined {
  if (manifest.corpus.sha256 !== corpusFingerprint(articles)) return 'the articles changed';
  if (manifest.model.fingerprint !== embedder.fingerprint) return `the model changed to ${embedder.model}`;
  if (manifest.analysis !== analysisFingerprint(articles.flatMap(splitPassages)))
    return 'the text analysis changed';
  return undefined;
}
