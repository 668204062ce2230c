/** The embedding model can't be loaded: says which, why, and what to do. */
export class ModelLoadError extends Error {
  override readonly name = 'ModelLoadError';
}
