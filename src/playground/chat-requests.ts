import { z } from 'zod';
import { ATTACHMENT_KINDS } from './attachments.ts';
import type { Sender } from './emulator/user-side.ts';
import { RequestError } from './request-error.ts';

/** The page's visitor, to the bot, where the page doesn't say otherwise. */
export const DEFAULT_LANGUAGE = 'ar';

/** As large as Telegram's identifiers get. */
const MAX_ID = 2 ** 52;

const userIdSchema = z.coerce.number().int().min(1).max(MAX_ID);
const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u, 'not a language code such as "ar"');

/** A private chat by the number of its person, a group by a negative one. */
export const chatIdSchema = z.coerce
  .number()
  .int()
  .min(-MAX_ID)
  .max(MAX_ID)
  .refine((id) => id !== 0, 'no chat has the number 0');
export const messageIdSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Who looks at a chat; in a group, one of several. */
export const viewerSchema = z.object({
  user: userIdSchema.optional(),
  language: languageSchema.default(DEFAULT_LANGUAGE),
});

const personSchema = z.strictObject({
  id: z.int().min(1).max(MAX_ID),
  name: z.string().trim().min(1).max(64),
  language: languageSchema.default(DEFAULT_LANGUAGE),
});

/** Who does it: in a private chat the one person there may be left out. */
const from = personSchema.optional();
/** The number of a group's topic. */
const topic = messageIdSchema.optional();

export const messageSchema = z.strictObject({
  text: z.string(),
  replyTo: messageIdSchema.optional(),
  topic,
  from,
});
export const attachmentSchema = z.strictObject({ kind: z.enum(ATTACHMENT_KINDS), topic, from });
export const editSchema = z.strictObject({ text: z.string(), from });
export const buttonSchema = z.strictObject({ messageId: messageIdSchema, data: z.string(), from });
export const inlineQuerySchema = z.strictObject({
  query: z.string().max(256),
  offset: z.string().max(64).default(''),
  from,
});
export const inlineChoiceSchema = z.strictObject({
  queryId: z.string().max(64),
  resultId: z.string().max(64),
  topic,
  from,
});
export const membershipSchema = z.strictObject({
  isMember: z.boolean(),
  /** The group's, where it is new. */
  title: z.string().trim().min(1).max(128).optional(),
  from,
});

/**
 * Who does something, and where.
 *
 * @throws RequestError 400, where a group's writer is not told, or a private chat's is somebody else
 */
export function senderOf(
  chatId: number,
  person: z.output<typeof from>,
): Required<Pick<Sender, 'chatId' | 'userId' | 'isForum' | 'languageCode'>> & Pick<Sender, 'firstName'> {
  if (chatId < 0 && person === undefined) {
    throw new RequestError(400, 'In a group, "from" must say who does it: { id, name }');
  }
  if (chatId > 0 && person !== undefined && person.id !== chatId) {
    throw new RequestError(400, `The private chat ${chatId} is that of ${chatId}, not of ${person.id}`);
  }
  return {
    chatId,
    userId: person?.id ?? chatId,
    isForum: chatId < 0,
    languageCode: person?.language ?? DEFAULT_LANGUAGE,
    ...(person && { firstName: person.name }),
  };
}

/** The fields of a message that stands in a topic. */
export function topicFields(topic: number | undefined) {
  return topic === undefined ? {} : { message_thread_id: topic, is_topic_message: true as const };
}

/** @throws RequestError 400, with all that is wrong */
export function readValue<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RequestError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

/**
 * Reads a body. A form of another site can't send this type without asking first, which is refused.
 *
 * @throws RequestError 400 or 415
 */
export async function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: { header(name: string): string | undefined; text(): Promise<string> },
): Promise<z.output<Schema>> {
  if (!request.header('content-type')?.startsWith('application/json')) {
    throw new RequestError(415, 'Send JSON with the content type application/json');
  }
  const body = await request.text();
  try {
    return readValue(schema, JSON.parse(body));
  } catch (error) {
    if (error instanceof RequestError) throw error;
    throw new RequestError(400, 'The body is not JSON', { cause: error });
  }
}
