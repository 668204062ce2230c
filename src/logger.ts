import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from './config.ts';

export type { Logger } from 'pino';

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Strings that no line may show, such as the bot's token. */
  readonly secrets?: readonly string[];
  /** Where lines go; standard output where left out. */
  readonly destination?: DestinationStream;
}

/** Belongs to the task under way, not to the process: each update sees its own. */
const fieldsOfTask = new AsyncLocalStorage<object>();

/** Runs a task so that every line any logger writes during it carries the fields, as a child logger's would. */
export function withLogFields<T>(fields: object, task: () => T): T {
  return fieldsOfTask.run(fields, task);
}

/**
 * A logger that writes JSON, or readable lines on a terminal. Secrets are cut out of the finished line, whatever field,
 * message or stack they came in: a failed request's error, for one, holds its whole address.
 */
export function createLogger({
  level,
  secrets = [],
  destination = defaultDestination(),
}: LoggerOptions): Logger {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const redact = (line: string) => forms.reduce((text, form) => text.replaceAll(form, '[redacted]'), line);
  return pino(
    {
      level,
      base: null,
      serializers: { error: serialiseError },
      mixin: () => ({ ...fieldsOfTask.getStore() }),
      hooks: { streamWrite: redact },
    },
    destination,
  );
}

/** A failed request's error also holds what was to be sent: that is for the chat, not for the log. */
function serialiseError(error: Error): object {
  const serialised = pino.stdSerializers.errWithCause(error) as { cause?: unknown };
  const { on: _, response: __, ...rest } = serialised as Record<string, unknown>;
  return rest.cause instanceof Object ? { ...rest, cause: { ...rest.cause, on: undefined } } : rest;
}

function defaultDestination(): DestinationStream {
  if (process.stdout.isTTY)
    return pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return pino.destination({ sync: true });
}
