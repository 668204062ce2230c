import { createHmac } from 'node:crypto';

export interface OriginHashOptions {
  /** A number of the store, kept in it. */
  readonly salt: string;
  /** Goes into the hashes and is not kept: without it they can't be tried one by one. */
  readonly secret: string;
}

/** What people and chats are known by in a store. */
export type OriginHash = (kind: 'chat' | 'user', id: number) => string;

export function createOriginHash({ salt, secret }: OriginHashOptions): OriginHash {
  const key = createHmac('sha256', secret).update(salt).digest();
  return (kind, id) => createHmac('sha256', key).update(`${kind}:${id}`).digest('base64url').slice(0, 22);
}
