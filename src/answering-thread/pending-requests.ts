import type { Reply, Request, Requests } from './thread-messages.ts';

/** What is sent elsewhere and waits for its reply. */
export interface PendingRequests {
  /** Sends a request away; resolves or rejects once its reply is settled. */
  send<Kind extends keyof Requests>(
    kind: Kind,
    asked: Requests[Kind]['asked'],
  ): Promise<Requests[Kind]['reply']>;
  /** Hands a reply, or why there is none, to whoever waits for it. */
  settle(reply: Reply): void;
  /** Takes no more requests. */
  refuseMore(reason: Error): void;
  /** Nobody will reply any more: says so to all who wait and all who come. */
  rejectAll(reason: Error): void;
}

/** @param post sends a request; its reply comes to `settle` under the same id */
export function createPendingRequests(post: (request: Request) => void): PendingRequests {
  const waiting = new Map<number, { resolve(reply: never): void; reject(error: unknown): void }>();
  let refusal: Error | undefined;
  let sent = 0;
  return {
    send(kind, asked) {
      if (refusal) return Promise.reject(refusal);
      sent += 1;
      const id = sent;
      return new Promise((resolve, reject) => {
        post({ kind, id, asked } as Request);
        waiting.set(id, { resolve, reject });
      });
    },
    settle(reply) {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.kind === 'reply') request?.resolve(reply.reply as never);
      else request?.reject(reply.error);
    },
    refuseMore(reason) {
      refusal ??= reason;
    },
    rejectAll(reason) {
      refusal ??= reason;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
  };
}
