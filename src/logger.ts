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

/**
 * A logger that writes JSON, or readable lines on a terminal. Secrets are cut out of the finished line, whatever field,
 * message or stack they came in: a failed request's error, for one, holds its whole address.
 */
export function createLogger({
  level,
  secrets = [],
  destination = defaultDestination(),
}: LoggerOptions): Logger {
  const redact = (line: string) =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line);
  const serializers = { error: pino.stdSerializers.errWithCause };
  return pino({ level, base: null, serializers, hooks: { streamWrite: redact } }, destination);
}

function defaultDestination(): DestinationStream {
  if (process.stdout.isTTY)
    return pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return pino.destination({ sync: true });
}
