import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';

/** A method's parameters as they came: JSON values, or texts where the request was a form or an address. */
export type RawParameters = Readonly<Record<string, unknown>>;

export interface MethodContext {
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** Answers one method of the Bot API with the JSON value of its `result`. */
export type Method = (parameters: RawParameters, context: MethodContext) => unknown;

/** Methods by their names in the Bot API. */
export type MethodTable = Readonly<Record<string, Method>>;

/** A whole number; Telegram takes `"5"` for 5. */
export const integer = z.preprocess((value) => {
  const isWritten = typeof value === 'string' && /^-?\d+$/u.test(value.trim());
  return isWritten ? Number(value) : value;
}, z.int());

/** Telegram takes `"true"` and `1` for true. */
export const boolean = z.preprocess((value) => {
  if (typeof value === 'boolean') return value;
  return ['true', 'yes', '1'].includes(String(value).toLowerCase());
}, z.boolean());

/** A text; numbers are taken as they are written. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

/** A chat's number, or the name of a public one. */
export const chatId = z.union([integer, text]);

/** A value that forms and addresses carry as JSON text. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

/**
 * Reads the parameters that a method knows; others are ignored, as Telegram does.
 *
 * @throws BotApiError 400 with the first parameter that is wrong
 */
export function readParameters<Schema extends z.ZodType>(
  schema: Schema,
  raw: RawParameters,
): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [name = 'request'] = issue?.path ?? [];
  throw badRequest(`parameter "${String(name)}" is invalid: ${issue?.message}`);
}
