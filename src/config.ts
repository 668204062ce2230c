import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { projectRoot } from './project-root.ts';

interface CommonConfig {
  readonly corpusDirectory: string;
  readonly indexDirectory: string;
  /** A folder, a bundled model's name, or a hub id. */
  readonly embeddingModel: string;
  /** Where hub models are kept. */
  readonly modelCacheDirectory: string;
  /** A mirror of the model hub; the hub itself where left out. */
  readonly hubAddress?: string;
  readonly logLevel: LogLevel;
  /** Users who may see what people asked. */
  readonly adminIds: ReadonlySet<number>;
  /** Where what people asked is kept, and for how many days; left out where it is not. */
  readonly feedback?: { readonly file: string; readonly days: number };
}

/** The bot on Telegram, asking for updates by long polling. */
export interface PollingConfig extends CommonConfig {
  readonly mode: 'polling';
  readonly token: string;
  /** Where the Bot API answers, without a slash at the end. */
  readonly telegramApiRoot: string;
}

/** No token: the bot on a page of its own. */
export interface PlaygroundConfig extends CommonConfig {
  readonly mode: 'playground';
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Everything that can be set, valid. Each mode asks only for what it needs. */
export type Config = PollingConfig | PlaygroundConfig;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const Environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must be a token as @BotFather gives it, such as 123456:ABC-DEF (or be left out)')
    .optional(),
  TELEGRAM_API_ROOT: httpAddress
    .default('https://api.telegram.org')
    .transform((root) => root.replace(/\/+$/, '')),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a number from 0 to 65535')
    .default(8080),
  CORPUS_DIR: z.string().default(join(projectRoot, 'corpus')),
  INDEX_DIR: z.string().default(join(projectRoot, 'index')),
  EMBEDDING_MODEL: z.string().default('isnad-ar-static'),
  MODEL_CACHE_DIR: z.string().default(join(projectRoot, '.cache', 'models')),
  HF_ENDPOINT: httpAddress.optional(),
  ADMIN_IDS: z
    .string()
    .regex(/^\d+(?:[\s,]+\d+)*$/, 'must be numbers of Telegram users, separated by commas')
    .transform((ids) => new Set(ids.split(/[\s,]+/).map(Number)))
    .default(new Set()),
  FEEDBACK: z.enum(['on', 'off'], 'must be on or off').default('on'),
  FEEDBACK_FILE: z.string().default(join(projectRoot, 'data', 'feedback.sqlite')),
  FEEDBACK_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number of days from 1 to 9999')
    .transform(Number)
    .default(90),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

/**
 * Reads the settings from an environment such as `process.env`. A variable that is empty counts as left out.
 *
 * @throws {ConfigError} with every problem found.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = Environment.safeParse(
    Object.fromEntries(given.map(([name, value]) => [name, value?.trim()])),
  );
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const settings = parsed.data;
  const common: CommonConfig = {
    corpusDirectory: settings.CORPUS_DIR,
    indexDirectory: settings.INDEX_DIR,
    embeddingModel: settings.EMBEDDING_MODEL,
    modelCacheDirectory: settings.MODEL_CACHE_DIR,
    ...(settings.HF_ENDPOINT !== undefined && { hubAddress: settings.HF_ENDPOINT }),
    logLevel: settings.LOG_LEVEL,
    adminIds: settings.ADMIN_IDS,
    ...(settings.FEEDBACK === 'on' && {
      feedback: { file: settings.FEEDBACK_FILE, days: settings.FEEDBACK_DAYS },
    }),
  };
  return settings.BOT_TOKEN === undefined
    ? { ...common, mode: 'playground', host: settings.HOST, port: settings.PORT }
    : { ...common, mode: 'polling', token: settings.BOT_TOKEN, telegramApiRoot: settings.TELEGRAM_API_ROOT };
}

/** The part of the settings that says which embedding model to load. */
export function embedderSettings({ embeddingModel, modelCacheDirectory, hubAddress }: Config) {
  return {
    model: embeddingModel,
    cacheDirectory: modelCacheDirectory,
    ...(hubAddress !== undefined && { hubAddress }),
  };
}
