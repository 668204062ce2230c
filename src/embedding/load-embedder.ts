import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AutoConfig,
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '@xenova/transformers';
import { projectRoot } from '../project-root.ts';
import type { Embedder } from './embedder.ts';
import { EmbeddingError } from './embedding-error.ts';
import { explainLoadFailure } from './explain-load-failure.ts';
import { locateModel, type ModelLocation } from './locate-model.ts';
import { ModelLoadError } from './model-load-error.ts';
import { type ModelProfile, modelProfile } from './model-profile.ts';
import { pool } from './pool.ts';
import { tokenVectors } from './token-vectors.ts';

/** How far the download of one of a hub model's files is. */
export interface DownloadProgress {
  readonly file: string;
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all; 0 while unknown. */
  readonly total: number;
}

export interface LoadEmbedderOptions {
  /** A folder, a bundled model's name, or a hub id. */
  readonly model: string;
  /** Where a hub model is kept once downloaded. */
  readonly cacheDirectory?: string;
  /** The hub, or a mirror of it; the library's own default where left out. */
  readonly hubAddress?: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** The model that single words are embedded by, whatever the texts are embedded by. */
const WORD_MODEL = 'isnad-ar-static';

/**
 * Characters of a text that are looked at for each token that fits, far more than a token has. The tokenizer would go
 * through megabytes to keep five hundred tokens of them, and runs out of stack in a word of millions of letters.
 */
const CHARACTERS_A_TOKEN = 16;

/**
 * Loads an embedding model through transformers.js: from disk where it is a folder or bundled, else from the hub or its
 * cache; and beside any other model the bundled one that embeds single words. One at a time in a thread: the library's
 * settings are one object for all.
 *
 * @throws {ModelLoadError} with what to do about it.
 */
export async function loadEmbedder({
  model,
  cacheDirectory = join(projectRoot, '.cache', 'models'),
  hubAddress,
  onProgress,
}: LoadEmbedderOptions): Promise<Embedder> {
  const location = await locateModel(model);
  const name = location.kind === 'hub' ? location.id : location.name;
  const profile = modelProfile(name);
  // First, since it is here already, and the other may have to come from far away.
  const words = name === WORD_MODEL ? undefined : await loadWordEmbedder();
  let loaded: LoadedModel | undefined;
  try {
    configureLibrary({ location, cacheDirectory, hubAddress });
    loaded = await loadModel(location, profile, onProgress);
    const dimension = await measureDimension(loaded, profile);
    const fingerprint = await fingerprintOf(location, profile, words?.fingerprint);
    return createEmbedder({ ...loaded, name, profile, dimension, fingerprint, words });
  } catch (error) {
    await Promise.all([loaded?.model.dispose(), words?.close()]);
    throw explainLoadFailure({ error, model, kind: location.kind, cacheDirectory });
  }
}

async function loadWordEmbedder(): Promise<Embedder> {
  try {
    return await loadEmbedder({ model: join(projectRoot, 'models', WORD_MODEL) });
  } catch (cause) {
    throw new ModelLoadError(
      `The model that words are compared by can't be loaded. Restore models/${WORD_MODEL} from the repository.`,
      { cause },
    );
  }
}

interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
}

interface LibrarySettings {
  readonly location: ModelLocation;
  readonly cacheDirectory: string;
  readonly hubAddress: string | undefined;
}

/** The library keeps its settings in one global object whose defaults lie inside its own package. */
function configureLibrary({ location, cacheDirectory, hubAddress }: LibrarySettings): void {
  env.allowLocalModels = location.kind === 'local';
  env.allowRemoteModels = location.kind === 'hub';
  env.useFSCache = location.kind === 'hub';
  env.cacheDir = cacheDirectory;
  if (location.kind === 'local') env.localModelPath = location.parent;
  if (hubAddress !== undefined) env.remoteHost = hubAddress.endsWith('/') ? hubAddress : `${hubAddress}/`;
}

async function loadModel(
  location: ModelLocation,
  { dtype }: ModelProfile,
  onProgress: LoadEmbedderOptions['onProgress'],
): Promise<LoadedModel> {
  const name = location.kind === 'hub' ? location.id : location.name;
  const options = {
    progress_callback: (event: { status: string; file?: string; loaded?: number; total?: number }) => {
      // The library reports what it reads from disk in the same way.
      if (location.kind === 'local' || event.status !== 'progress' || event.file === undefined) return;
      onProgress?.({ file: event.file, loaded: event.loaded ?? 0, total: event.total ?? 0 });
    },
  };
  // First, since a model that does not exist is said clearly only here.
  const config = await AutoConfig.from_pretrained(name, options);
  const tokenizer = await AutoTokenizer.from_pretrained(name, options);
  const model = await AutoModel.from_pretrained(name, {
    ...options,
    config,
    dtype,
    device: 'cpu',
    // A question is too small to share between threads: one is faster than two.
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return { tokenizer, model };
}

interface EmbedderParts extends LoadedModel {
  readonly name: string;
  readonly profile: ModelProfile;
  readonly dimension: number;
  readonly fingerprint: string;
  readonly words: Embedder | undefined;
}

function createEmbedder({
  tokenizer,
  model,
  name,
  profile,
  dimension,
  fingerprint,
  words,
}: EmbedderParts): Embedder {
  const longest = CHARACTERS_A_TOKEN * profile.maximumTokens;
  const underWay = new Set<Promise<unknown>>();
  let closed: Promise<unknown> | undefined;

  const embed: Embedder['embed'] = async (texts, role) => {
    const prefix = role === 'query' ? profile.queryPrefix : profile.passagePrefix;
    const vectors: Float32Array[] = texts.map(() => new Float32Array(dimension));
    const read = texts.map((text) => text.slice(0, longest).toWellFormed());
    const meaningful = read.flatMap((text, position) => (/[\p{L}\p{N}]/u.test(text) ? [position] : []));
    for (let from = 0; from < meaningful.length; from += profile.batchSize) {
      const positions = meaningful.slice(from, from + profile.batchSize);
      const batch = positions.map((position) => prefix + (read[position] ?? ''));
      for (const [place, vector] of (await run({ tokenizer, model }, profile, batch)).entries()) {
        const position = positions[place];
        if (position !== undefined) vectors[position] = vector;
      }
    }
    return vectors;
  };

  return {
    model: name,
    fingerprint,
    dimension,
    multilingual: profile.multilingual,
    ...(words && { words }),
    async embed(texts, role) {
      if (closed !== undefined) throw new EmbeddingError(`the model ${name} is closed`);
      const embedded = embed(texts, role);
      underWay.add(embedded);
      try {
        return await embedded;
      } finally {
        underWay.delete(embedded);
      }
    },
    async close() {
      closed ??= Promise.allSettled(underWay).then(() => Promise.all([model.dispose(), words?.close()]));
      await closed;
    },
  };
}

async function run(
  { tokenizer, model }: LoadedModel,
  { pooling, maximumTokens }: ModelProfile,
  texts: string[],
) {
  const inputs = tokenizer(texts, { padding: true, truncation: true, max_length: maximumTokens });
  const { last_hidden_state: output } = await model(inputs);
  const tokens = tokenVectors({ output, mask: inputs.attention_mask?.data, texts: texts.length });
  const vectors = pool(tokens, pooling);
  if (!vectors.every((vector) => vector.every(Number.isFinite))) {
    throw new EmbeddingError('the model gave a vector that holds a value that is not a finite number');
  }
  return vectors;
}

async function measureDimension(loaded: LoadedModel, profile: ModelProfile): Promise<number> {
  const [vector] = await run(loaded, profile, ['قمة']);
  if (!vector || vector.length === 0) throw new Error('the model gives no token vectors');
  return vector.length;
}

/**
 * A local model is known by its bytes; a hub model by its id, which its author may move, and the way it is used; either also
 * by the model of the words. How many texts are embedded at once is no part of it.
 */
export async function fingerprintOf(
  location: ModelLocation,
  profile: ModelProfile,
  words: string | undefined,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ ...profile, batchSize: undefined }));
  if (words !== undefined) hash.update(words);
  if (location.kind === 'hub') return hash.update(location.id).digest('hex');
  const folder = join(location.parent, location.name);
  for (const file of ['config.json', 'tokenizer.json', join('onnx', weightsFile(profile))]) {
    hash.update(await readFile(join(folder, file)));
  }
  return hash.digest('hex');
}

function weightsFile({ dtype }: ModelProfile): string {
  const suffix = { fp32: '', fp16: '_fp16', q8: '_quantized', q4: '_q4' }[dtype];
  return `model${suffix}.onnx`;
}
