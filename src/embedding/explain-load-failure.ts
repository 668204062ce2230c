import { errorReason } from '../error-reason.ts';
import { ModelLoadError } from './model-load-error.ts';

export interface LoadFailure {
  readonly error: unknown;
  /** As the user named it. */
  readonly model: string;
  readonly kind: 'local' | 'hub';
  readonly cacheDirectory: string;
}

/** Turns whatever the library threw into an error that says what to do. */
export function explainLoadFailure({ error, model, kind, cacheDirectory }: LoadFailure): ModelLoadError {
  if (error instanceof ModelLoadError) return error;
  const explanation = kind === 'hub' ? explainHubFailure(error, cacheDirectory) : explainLocalFailure(error);
  return new ModelLoadError(`The embedding model "${model}" can't be loaded: ${explanation}`, {
    cause: error,
  });
}

function explainLocalFailure(error: unknown): string {
  return `${errorReason(error)}. Its folder needs config.json, tokenizer.json and onnx/model_quantized.onnx, all whole.`;
}

function explainHubFailure(error: unknown, cacheDirectory: string): string {
  const reasons = [...causes(error)].map((cause) => `${errorReason(cause)} ${String(cause)}`).join('\n');
  if (/ENOSPC|EDQUOT/.test(reasons)) {
    return `there is no space left for its files in ${cacheDirectory}. Free some, or point MODEL_CACHE_DIR elsewhere.`;
  }
  if (/EACCES|EROFS|EPERM/.test(reasons)) {
    return `its files can't be written to ${cacheDirectory}. Make it writable, or point MODEL_CACHE_DIR elsewhere.`;
  }
  if (/Could not locate|Unauthorized|Forbidden|\b40[134]\b/i.test(reasons)) {
    return 'the hub has no such public model, or not in this format. Check the name and that it has ONNX weights.';
  }
  if (/fetch failed|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|UND_ERR|terminated/.test(reasons)) {
    return 'the hub was not reached. Check the network, set HF_ENDPOINT to a mirror, or use the bundled isnad-ar-contextual.';
  }
  return `${errorReason(error)}. The bundled isnad-ar-contextual needs no download.`;
}

function* causes(error: unknown): Generator<unknown> {
  for (let cause = error; cause !== undefined && cause !== null; ) {
    yield cause;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
}
