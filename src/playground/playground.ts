import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { startHttpServer } from '../server/http-server.ts';
import { createChatRoutes } from './chat-routes.ts';
import { createPageRoutes } from './page-files.ts';
import { createRequestGuard } from './request-guard.ts';
import { createTelegramEmulator, type TelegramEmulator } from './telegram-emulator.ts';

/** What the playground needs of a logger. */
export interface PlaygroundLogger {
  error(details: object, message: string): void;
}

export interface PlaygroundOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly emulator?: TelegramEmulator;
  readonly logger?: PlaygroundLogger;
}

/** A chat page and the Bot API behind it, listening. */
export interface Playground {
  /** Of the page, as to be opened on this machine; without a slash at the end. */
  readonly url: string;
  /** For the bot's client; without a slash at the end. */
  readonly apiRoot: string;
  readonly token: string;
  readonly emulator: TelegramEmulator;
  /** Ends polls and streams and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

const KILOBYTE = 1024;

/** The page sends single messages; a bot may send fifty inline results at once. */
const MAX_PAGE_BODY = 64 * KILOBYTE;
const MAX_BOT_API_BODY = 1024 * KILOBYTE;

/**
 * Starts the playground: a chat page in which a bot answers that talks to the emulator in this process, over HTTP.
 *
 * @throws PortInUseError where another program has the port
 * @throws ListenError where this machine can't listen there for another reason
 */
export async function startPlayground({
  host = '127.0.0.1',
  port = 8080,
  emulator = createTelegramEmulator(),
  logger,
}: PlaygroundOptions = {}): Promise<Playground> {
  const chat = createChatRoutes({ emulator });
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.use(createRequestGuard({ host }));
  app.use('/chat/*', bodyLimit({ maxSize: MAX_PAGE_BODY }));
  app.use('/:bot{bot[^/]+}/*', bodyLimit({ maxSize: MAX_BOT_API_BODY }));
  app.route('/', emulator.app);
  app.route('/', chat.routes);
  app.route('/', await createPageRoutes());
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    logger?.error({ error, path: context.req.path }, 'the playground failed on a request');
    return context.text('Internal Server Error', 500);
  });

  const settings = { host: 'HOST', port: 'PORT' };
  const server = await startHttpServer(app.fetch, { host, port, settings }, () => {
    emulator.close();
    chat.close();
  });
  return { url: server.url, apiRoot: server.url, token: emulator.token, emulator, close: server.close };
}
