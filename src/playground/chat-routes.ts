import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { attachments } from './attachments.ts';
import {
  attachmentSchema,
  buttonSchema,
  chatIdSchema,
  DEFAULT_LANGUAGE,
  editSchema,
  inlineChoiceSchema,
  inlineQuerySchema,
  membershipSchema,
  messageIdSchema,
  messageSchema,
  readBody,
  readValue,
  senderOf,
  topicFields,
  viewerSchema,
} from './chat-requests.ts';
import { BotApiError } from './emulator/bot-api-error.ts';
import { formatText } from './emulator/format-text.ts';
import { createEventStreams, type EventStreams } from './event-streams.ts';
import { createInlineQueries } from './inline-queries.ts';
import { RequestError } from './request-error.ts';
import type { TelegramEmulator } from './telegram-emulator.ts';

/** How long a bot may take to answer a press or an inline query, in milliseconds; Telegram waits about as long. */
const PATIENCE = 10_000;

export interface ChatRoutes {
  readonly routes: Hono;
  /** Ends all streams of events. */
  close(): void;
}

/**
 * What the page asks of the server: to watch a chat, to write and edit in it, to press its buttons, to ask the bot
 * inline, and to add it to a group or remove it.
 */
export function createChatRoutes({ emulator }: { readonly emulator: TelegramEmulator }): ChatRoutes {
  const streams: EventStreams = createEventStreams({ emulator });
  const askInline = createInlineQueries(emulator);

  const routes = new Hono()
    .get('/commands', (context) => {
      const languageCode = context.req.query('language') ?? DEFAULT_LANGUAGE;
      return context.json(emulator.botCard({ chatId: 1, languageCode }).commands);
    })
    .get('/chat/:id/events', (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { user = Math.abs(chatId), language } = readValue(viewerSchema, context.req.query());
      context.header('cache-control', 'no-store');
      return streamSSE(context, (stream) =>
        streams.serve(stream, { chatId, userId: user, languageCode: language }),
      );
    })
    .post('/chat/:id/messages', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { text, replyTo, topic, from } = await readBody(messageSchema, context.req);
      const message = emulator.receiveMessage({
        ...senderOf(chatId, from),
        ...formatText({ text }),
        ...topicFields(topic),
        ...(replyTo !== undefined && { replyTo }),
      });
      return context.json({ messageId: message.message_id }, 201);
    })
    .post('/chat/:id/attachments', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { kind, topic, from } = await readBody(attachmentSchema, context.req);
      const message = emulator.receiveMessage({
        ...senderOf(chatId, from),
        ...attachments[kind],
        ...topicFields(topic),
      });
      return context.json({ messageId: message.message_id }, 201);
    })
    .post('/chat/:id/messages/:messageId/edit', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const messageId = readValue(messageIdSchema, context.req.param('messageId'));
      const { text, from } = await readBody(editSchema, context.req);
      const { userId } = senderOf(chatId, from);
      await orNotFound(() => emulator.editMessage({ chatId, messageId, userId, ...formatText({ text }) }));
      return context.json({ messageId });
    })
    .post('/chat/:id/buttons', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { from, ...press } = await readBody(buttonSchema, context.req);
      const queryId = await orNotFound(() => emulator.pressButton({ ...senderOf(chatId, from), ...press }));
      return context.json(await inTime(emulator.callbackAnswer(queryId, { timeoutMs: PATIENCE })));
    })
    .post('/chat/:id/inline', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { query, offset, from } = await readBody(inlineQuerySchema, context.req);
      const chatType = chatId > 0 ? 'sender' : 'supergroup';
      const request = { ...senderOf(chatId, from), query, offset, chatType, timeoutMs: PATIENCE } as const;
      const { queryId, results, button } = await inTime(askInline(request));
      const offers = results.map(({ id, title, description }) => ({ id, title, description }));
      return context.json({ queryId, results: offers, button });
    })
    .post('/chat/:id/inline/choice', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { topic, from, ...choice } = await readBody(inlineChoiceSchema, context.req);
      const sent = emulator.sendInlineResult({
        ...senderOf(chatId, from),
        ...choice,
        ...(topic !== undefined && { messageThreadId: topic }),
      });
      const message = await orNotFound(() => sent);
      return context.json({ messageId: message.message_id }, 201);
    })
    .post('/chat/:id/membership', async (context) => {
      const chatId = readValue(chatIdSchema, context.req.param('id'));
      const { isMember, title, from } = await readBody(membershipSchema, context.req);
      if (chatId > 0) throw new RequestError(400, 'The bot is always in a private chat');
      const sender = { ...senderOf(chatId, from), ...(title !== undefined && { chatTitle: title }) };
      if (isMember) emulator.addBot(sender);
      else emulator.removeBot(sender);
      return context.json({ isMember });
    })
    .onError((error, context) => {
      if (error instanceof RequestError) return context.json({ error: error.message }, error.status);
      if (error instanceof BotApiError) return context.json({ error: error.message }, 400);
      throw error;
    });

  return { routes, close: streams.close };
}

/** The bot's answer. */
function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error: unknown) => {
    throw new RequestError(504, 'The bot did not answer in time', { cause: error });
  });
}

/** What the emulator refuses since there is no such thing; what the Bot API refuses passes. */
async function orNotFound<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof BotApiError) throw error;
    throw new RequestError(404, error instanceof Error ? error.message : String(error), { cause: error });
  }
}
