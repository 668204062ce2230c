/** How a model wants to be used. Getting one of these wrong costs quality without an error. */
export interface ModelProfile {
  /** Put before a question. */
  readonly queryPrefix: string;
  /** Put before a passage. */
  readonly passagePrefix: string;
  /** How the token vectors become one: their mean, or the first token's. */
  readonly pooling: 'mean' | 'cls';
  /** Which weights file of the model to load; `q8` is `model_quantized.onnx`. */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4';
  /** Longer texts are cut, in tokens. */
  readonly maximumTokens: number;
  /**
   * Texts in one run. One at a time where the model reckons in 8 bits as it goes along: their scale is that of the whole run,
   * so that a text's vector would depend on those beside it, and several at once are no faster.
   */
  readonly batchSize: number;
  /** Whether a question in another language than Arabic makes sense to it. */
  readonly multilingual: boolean;
}

const standard: ModelProfile = {
  queryPrefix: '',
  passagePrefix: '',
  pooling: 'mean',
  dtype: 'q8',
  maximumTokens: 512,
  batchSize: 1,
  multilingual: true,
};

const e5: ModelProfile = { ...standard, queryPrefix: 'query: ', passagePrefix: 'passage: ' };

/** By the model's name without its owner, as each model's card asks. */
const profiles: ReadonlyMap<string, ModelProfile> = new Map([
  ['isnad-ar-static', { ...standard, batchSize: 32, multilingual: false }],
  ['isnad-ar-contextual', { ...standard, maximumTokens: 256, multilingual: false }],
  ['multilingual-e5-small', e5],
  ['multilingual-e5-base', e5],
  ['multilingual-e5-large', e5],
  ['paraphrase-multilingual-MiniLM-L12-v2', { ...standard, maximumTokens: 128 }],
  ['paraphrase-multilingual-mpnet-base-v2', { ...standard, maximumTokens: 128 }],
  ['LaBSE', { ...standard, pooling: 'cls' }],
  ['bge-m3', { ...standard, pooling: 'cls', maximumTokens: 1024 }],
]);

/**
 * The profile of a model by its folder, bundled name or hub id; a model not in the table gets mean pooling, no prefixes
 * and 8-bit weights.
 *
 * @example
 * modelProfile('Xenova/multilingual-e5-small').queryPrefix; // 'query: '
 */
export function modelProfile(model: string): ModelProfile {
  const name = model.replaceAll('\\', '/').replace(/\/+$/, '').split('/').at(-1) ?? model;
  return profiles.get(name) ?? standard;
}
