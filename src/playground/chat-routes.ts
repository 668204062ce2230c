import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { BotApiError } from './emulator/bot-api-error.ts';
import { formatText } from './emulator/format-text.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
import { RequestError } from './request-error.ts';
import type { TelegramEmulator } from './telegram-emulator.ts';

/** The page's visitor, to the bot. */
const LANGUAGE_CODE = 'ar';

/** Private chats only; as large as Telegram's identifiers get. */
const chatIdSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 52);
const messageIdSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

const messageSchema = z.strictObject({ text: z.string(), replyTo: messageIdSchema.optional() });
const editSchema = z.strictObject({ text: z.string() });
const buttonSchema = z.strictObject({ messageId: messageIdSchema, data: z.string() });

export interface ChatRoutes {
  readonly routes: Hono;
  /** Ends all streams of events. */
  close(): void;
}

/** What the page asks of the server: to watch a chat, to write and edit in it, and to press its buttons. */
export function createChatRoutes({ emulator }: { readonly emulator: TelegramEmulator }): ChatRoutes {
  const streams: EventStreams = createEventStreams({ emulator, languageCode: LANGUAGE_CODE });

  const routes = new Hono()
    .get('/commands', (context) => {
      const languageCode = context.req.query('language') ?? LANGUAGE_CODE;
      return context.json(emulator.botCard({ chatId: 1, languageCode }).commands);
    })
    .get('/chat/:id/events', (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      context.header('cache-control', 'no-store');
      return streamSSE(context, (stream) => streams.serve(stream, chatId));
    })
    .post('/chat/:id/messages', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { text, replyTo } = readValue(messageSchema, await readJson(context.req));
      const message = emulator.receiveMessage({
        chatId,
        ...formatText({ text }),
        languageCode: LANGUAGE_CODE,
        ...(replyTo !== undefined && { replyTo }),
      });
      return context.json({ messageId: message.message_id }, 201);
    })
    .post('/chat/:id/messages/:messageId/edit', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const messageId = readValue(messageIdSchema, context.req.param('messageId'));
      const { text } = readValue(editSchema, await readJson(context.req));
      orNotFound(() => emulator.editMessage({ chatId, messageId, ...formatText({ text }) }));
      return context.json({ messageId });
    })
    .post('/chat/:id/buttons', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const press = readValue(buttonSchema, await readJson(context.req));
      const queryId = orNotFound(() =>
        emulator.pressButton({ chatId, ...press, languageCode: LANGUAGE_CODE }),
      );
      return context.json({ queryId }, 202);
    })
    .onError((error, context) => {
      if (error instanceof RequestError) return context.json({ error: error.message }, error.status);
      if (error instanceof BotApiError) return context.json({ error: error.message }, 400);
      throw error;
    });

  return { routes, close: streams.close };
}

/** A form of another site can't send this type without asking first, which is refused. */
async function readJson(request: {
  header(name: string): string | undefined;
  text(): Promise<string>;
}): Promise<unknown> {
  if (!request.header('content-type')?.startsWith('application/json')) {
    throw new RequestError(415, 'Send JSON with the content type application/json');
  }
  const body = await request.text();
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new RequestError(400, 'The body is not JSON', { cause: error });
  }
}

function readValue<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

function orNotFound<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof BotApiError) throw error;
    throw new RequestError(404, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
