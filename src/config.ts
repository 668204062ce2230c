import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import type { DatabaseSettings } from './postgres/database.ts';
import { projectRoot } from './project-root.ts';

interface CommonConfig {
  readonly corpusDirectory: string;
  readonly indexDirectory: string;
  /** A folder, a bundled model's name, or a hub id. */
  readonly embeddingModel: string;
  /** Whether passages are read, by a model that takes most of a question's time. */
  readonly reads: boolean;
  /** Where hub models are kept. */
  readonly modelCacheDirectory: string;
  /** A mirror of the model hub; the hub itself where left out. */
  readonly hubAddress?: string;
  readonly logLevel: LogLevel;
  /** Users who may see what people asked, and `/reload`. */
  readonly adminIds: ReadonlySet<number>;
  /** The chats that are answered; all of them where it is empty. */
  readonly allowedChats: ReadonlySet<number>;
  /** Messages a minute that are answered. */
  readonly floodLimits: { readonly user: number; readonly group: number };
  /** Where health and metrics are shown; nowhere where left out. */
  readonly health?: { readonly host: string; readonly port: number };
  /** Where what people asked is kept, and for how many days; left out where it is not. */
  readonly feedback?: { readonly file: string; readonly days: number };
  /** The database that holds the index in place of the folder; left out where there is none. */
  readonly database?: DatabaseSettings;
}

interface TelegramConfig extends CommonConfig {
  readonly token: string;
  /** Where the Bot API answers, without a slash at the end. */
  readonly telegramApiRoot: string;
}

/** The bot on Telegram, asking for updates by long polling. */
export interface PollingConfig extends TelegramConfig {
  readonly mode: 'polling';
}

/** The bot on Telegram, which sends updates here. */
export interface WebhookConfig extends TelegramConfig {
  readonly mode: 'webhook';
  /** The address that Telegram is told; its path is where updates are taken. */
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** No token: the bot on a page of its own. */
export interface PlaygroundConfig extends CommonConfig {
  readonly mode: 'playground';
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Everything that can be set, valid. Each mode asks only for what it needs. */
export type Config = PollingConfig | WebhookConfig | PlaygroundConfig;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65535, 'must be a number from 0 to 65535');

const identifiers = z
  .string()
  .regex(/^-?\d+([\s,]+-?\d+)*$/, 'must be numbers, separated by commas')
  .transform((list): ReadonlySet<number> => new Set(list.split(/[\s,]+/).map(Number)))
  .default(new Set());

const perMinute = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be a number from 1 to 999999')
  .transform(Number);

const databaseAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address such as postgres://user:password@host:5432/database',
});

const Environment = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must be a token as @BotFather gives it, such as 123456:ABC-DEF (or be left out)')
    .optional(),
  TELEGRAM_API_ROOT: httpAddress
    .default('https://api.telegram.org')
    .transform((root) => root.replace(/\/+$/, '')),
  HOST: z.string().default('127.0.0.1'),
  PORT: portNumber.default(8080),
  WEBHOOK_URL: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters A to z, digits, _ and -')
    .optional(),
  HEALTH_HOST: z.string().default('127.0.0.1'),
  HEALTH_PORT: portNumber.optional(),
  ADMIN_IDS: identifiers,
  ALLOWED_CHATS: identifiers,
  USER_MESSAGES_PER_MINUTE: perMinute.default(30),
  GROUP_MESSAGES_PER_MINUTE: perMinute.default(60),
  CORPUS_DIR: z.string().default(join(projectRoot, 'corpus')),
  INDEX_DIR: z.string().default(join(projectRoot, 'index')),
  EMBEDDING_MODEL: z.string().default('isnad-ar-contextual'),
  READER: z.enum(['on', 'off'], 'must be on or off').default('on'),
  MODEL_CACHE_DIR: z.string().default(join(projectRoot, '.cache', 'models')),
  HF_ENDPOINT: httpAddress.optional(),
  DATABASE_URL: databaseAddress.optional(),
  DATABASE_READ_URLS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((url) => url !== ''))
    .pipe(z.array(databaseAddress))
    .default([]),
  DATABASE_POOL_SIZE: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number of connections from 1 to 999')
    .transform(Number)
    .default(8),
  DATABASE_STATEMENT_TIMEOUT: z
    .string()
    .regex(/^[1-9]\d{1,6}$/, 'must be a number of milliseconds from 10 to 9999999')
    .transform(Number)
    .default(5000),
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
  const problems = missingTogether(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  const common: CommonConfig = {
    corpusDirectory: settings.CORPUS_DIR,
    indexDirectory: settings.INDEX_DIR,
    embeddingModel: settings.EMBEDDING_MODEL,
    reads: settings.READER === 'on',
    modelCacheDirectory: settings.MODEL_CACHE_DIR,
    ...(settings.HF_ENDPOINT !== undefined && { hubAddress: settings.HF_ENDPOINT }),
    logLevel: settings.LOG_LEVEL,
    adminIds: settings.ADMIN_IDS,
    ...(settings.DATABASE_URL !== undefined && {
      database: {
        url: settings.DATABASE_URL,
        readUrls: settings.DATABASE_READ_URLS,
        poolSize: settings.DATABASE_POOL_SIZE,
        statementTimeout: settings.DATABASE_STATEMENT_TIMEOUT,
      },
    }),
    ...(settings.FEEDBACK === 'on' && {
      feedback: { file: settings.FEEDBACK_FILE, days: settings.FEEDBACK_DAYS },
    }),
    allowedChats: settings.ALLOWED_CHATS,
    floodLimits: { user: settings.USER_MESSAGES_PER_MINUTE, group: settings.GROUP_MESSAGES_PER_MINUTE },
    ...(settings.HEALTH_PORT !== undefined && {
      health: { host: settings.HEALTH_HOST, port: settings.HEALTH_PORT },
    }),
  };
  const { HOST: host, PORT: port, BOT_TOKEN: token, TELEGRAM_API_ROOT: telegramApiRoot } = settings;
  const { WEBHOOK_URL: webhookUrl, WEBHOOK_SECRET: webhookSecret } = settings;
  if (token === undefined) return { ...common, mode: 'playground', host, port };
  if (webhookUrl === undefined || webhookSecret === undefined)
    return { ...common, mode: 'polling', token, telegramApiRoot };
  return { ...common, mode: 'webhook', token, telegramApiRoot, webhookUrl, webhookSecret, host, port };
}

/** A webhook without its secret would take updates from anybody. */
function missingTogether(settings: z.infer<typeof Environment>): string[] {
  const together = [
    ['WEBHOOK_URL', 'BOT_TOKEN'],
    ['WEBHOOK_URL', 'WEBHOOK_SECRET'],
    ['WEBHOOK_SECRET', 'WEBHOOK_URL'],
    ['DATABASE_READ_URLS', 'DATABASE_URL'],
  ] as const;
  return together
    .filter(([given, needed]) => isGiven(settings[given]) && settings[needed] === undefined)
    .map(([given, needed]) => `${needed} must be set where ${given} is`);
}

function isGiven(setting: unknown): boolean {
  return Array.isArray(setting) ? setting.length > 0 : setting !== undefined;
}

/** Passwords in the addresses of databases: no log may show them. */
export function databaseSecrets({ database }: Pick<Config, 'database'>): string[] {
  const addresses = database === undefined ? [] : [database.url, ...(database.readUrls ?? [])];
  return addresses.flatMap((address) => {
    const { password } = new URL(address);
    return password === '' ? [] : [...new Set([password, decodeURIComponent(password)])];
  });
}

/** The part of the settings that says which embedding model to load. */
export function embedderSettings({ embeddingModel, modelCacheDirectory, hubAddress }: Config) {
  return {
    model: embeddingModel,
    cacheDirectory: modelCacheDirectory,
    ...(hubAddress !== undefined && { hubAddress }),
  };
}
