import type { SSEStreamingApi } from 'hono/streaming';
import type { TelegramEmulator } from './telegram-emulator.ts';

/** Who looks at a chat: of several, each may see other commands. */
export interface Viewer {
  readonly chatId: number;
  readonly userId: number;
  /** Of the bot's commands and descriptions. */
  readonly languageCode: string;
}

export interface EventStreams {
  /**
   * Sends a chat's state as it is (`snapshot`), then every change to it, until the page goes away or `close`. A page
   * that reconnects gets the whole state again, so that it can't have missed anything.
   */
  serve(stream: SSEStreamingApi, viewer: Viewer): Promise<void>;
  close(): void;
}

/** Proxies and browsers give up on silent streams. */
const HEARTBEAT_MS = 15_000;

export function createEventStreams({ emulator }: { readonly emulator: TelegramEmulator }): EventStreams {
  const openStreams = new Set<() => void>();

  return {
    async serve(stream, viewer) {
      const send = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) });
      const { chatId } = viewer;
      const bot = () => emulator.botCard(viewer);
      // Subscribed before the snapshot is taken and in the same turn, so that no change falls between the two.
      const unsubscribe = emulator.subscribe(chatId, (event) => {
        void (event.type === 'profile' ? send('profile', bot()) : send(event.type, event));
      });
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), HEARTBEAT_MS);
      try {
        await send('snapshot', { bot: bot(), messages: emulator.messages(chatId) });
        await ended(stream, openStreams);
      } finally {
        clearInterval(heartbeat);
        unsubscribe();
      }
    },
    close() {
      for (const end of openStreams) end();
    },
  };
}

/** Resolves when the page goes away, or when somebody calls the function that is kept among `openStreams` till then. */
function ended(stream: SSEStreamingApi, openStreams: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      openStreams.delete(end);
      resolve();
    };
    openStreams.add(end);
    stream.onAbort(end);
    if (stream.aborted) end();
  });
}
