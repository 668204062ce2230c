/** A file of written or learned knowledge under `models/` can't be used: says which and what to do. */
export class KnowledgeError extends Error {
  override readonly name = 'KnowledgeError';
}
