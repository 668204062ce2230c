import { describe, expect, test } from 'vitest';
import { databaseSecrets, readConfig } from '../src/config.ts';

test('without a token the bot answers on a page of its own', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'playground',
    host: '127.0.0.1',
    port: 8080,
    logLevel: 'info',
  });
});

test('with a token it is on Telegram', () => {
  expect(readConfig({ BOT_TOKEN: '123456:ABC-def' })).toMatchObject({
    mode: 'polling',
    token: '123456:ABC-def',
    telegramApiRoot: 'https://api.telegram.org',
  });
});

test('takes every setting, and an empty one as left out', () => {
  const config = readConfig({
    BOT_TOKEN: '  ',
    HOST: '0.0.0.0',
    PORT: '0',
    CORPUS_DIR: '/articles',
    INDEX_DIR: '/index',
    EMBEDDING_MODEL: 'Xenova/multilingual-e5-small',
    MODEL_CACHE_DIR: '/models',
    READER: 'off',
    HF_ENDPOINT: 'http://127.0.0.1:1234',
    LOG_LEVEL: 'debug',
    FEEDBACK_FILE: '/kept.sqlite',
    FEEDBACK_DAYS: '7',
    HEALTH_PORT: '0',
    ADMIN_IDS: '17, 18',
    ALLOWED_CHATS: '-100 17',
    USER_MESSAGES_PER_MINUTE: '5',
  });
  expect(config).toEqual({
    mode: 'playground',
    host: '0.0.0.0',
    port: 0,
    corpusDirectory: '/articles',
    indexDirectory: '/index',
    embeddingModel: 'Xenova/multilingual-e5-small',
    reads: false,
    modelCacheDirectory: '/models',
    hubAddress: 'http://127.0.0.1:1234',
    logLevel: 'debug',
    feedback: { file: '/kept.sqlite', days: 7 },
    health: { host: '127.0.0.1', port: 0 },
    adminIds: new Set([17, 18]),
    allowedChats: new Set([-100, 17]),
    floodLimits: { user: 5, group: 60 },
  });
});

describe('a webhook', () => {
  const webhook = {
    BOT_TOKEN: '1:a',
    WEBHOOK_URL: 'https://bot.example/updates',
    WEBHOOK_SECRET: 'shown-by-telegram',
    PORT: '8443',
  };

  test('has an address, a secret and a port', () => {
    expect(readConfig(webhook)).toMatchObject({
      mode: 'webhook',
      webhookUrl: 'https://bot.example/updates',
      webhookSecret: 'shown-by-telegram',
      host: '127.0.0.1',
      port: 8443,
    });
  });

  test.each([
    ['WEBHOOK_SECRET', 'WEBHOOK_SECRET must be set where WEBHOOK_URL is'],
    ['WEBHOOK_URL', 'WEBHOOK_URL must be set where WEBHOOK_SECRET is'],
    ['BOT_TOKEN', 'BOT_TOKEN must be set where WEBHOOK_URL is'],
  ])('without %s is refused', (variable, problem) => {
    expect(() => readConfig({ ...webhook, [variable]: '' })).toThrow(problem);
  });

  test.each([
    ['WEBHOOK_URL', 'http://bot.example', 'WEBHOOK_URL must be an https address'],
    ['WEBHOOK_SECRET', 'with spaces', 'WEBHOOK_SECRET must be 1 to 256 letters'],
    ['ADMIN_IDS', 'me', 'ADMIN_IDS must be numbers'],
  ])('with the wrong %s is refused', (variable, value, problem) => {
    expect(() => readConfig({ ...webhook, [variable]: value })).toThrow(problem);
  });
});

describe('a database', () => {
  const url = 'postgres://isnad:ge%20heim@primary:5432/isnad';

  test('has replicas, and bounds of its own', () => {
    const config = readConfig({
      DATABASE_URL: url,
      DATABASE_READ_URLS: 'postgresql://one/isnad, postgresql://two:6432/isnad',
      DATABASE_STATEMENT_TIMEOUT: '900',
    });
    expect(config.database).toEqual({
      url,
      readUrls: ['postgresql://one/isnad', 'postgresql://two:6432/isnad'],
      poolSize: 8,
      statementTimeout: 900,
    });
    expect(databaseSecrets(config)).toEqual(['ge%20heim', 'ge heim']);
    expect(readConfig({})).not.toHaveProperty('database');
  });

  test.each([
    [{ DATABASE_URL: 'mysql://primary/isnad' }, 'DATABASE_URL must be an address such as postgres://'],
    [{ DATABASE_READ_URLS: url }, 'DATABASE_URL must be set where DATABASE_READ_URLS is'],
    [{ DATABASE_URL: url, DATABASE_READ_URLS: 'one,two' }, 'DATABASE_READ_URLS.0 must be an address'],
    [{ DATABASE_URL: url, DATABASE_POOL_SIZE: '0' }, 'DATABASE_POOL_SIZE must be a number of connections'],
  ])('that is set wrongly is refused: %o', (environment, problem) => {
    expect(() => readConfig(environment)).toThrow(problem);
  });
});

test('reads unless it is told not to', () => {
  expect(readConfig({})).toMatchObject({ reads: true });
  expect(readConfig({ READER: 'off' })).toMatchObject({ reads: false });
  expect(() => readConfig({ READER: 'no' })).toThrow('READER must be on or off');
});

test('keeps nothing of what people ask where that is turned off', () => {
  expect(readConfig({ FEEDBACK: 'off' })).not.toHaveProperty('feedback');
  expect(readConfig({})).toMatchObject({ adminIds: new Set(), feedback: { days: 90 } });
});

test('takes a Bot API server with a slash at its end', () => {
  const config = readConfig({ BOT_TOKEN: '1:a', TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' });
  expect(config).toMatchObject({ telegramApiRoot: 'http://127.0.0.1:8081' });
});

describe('what is wrong', () => {
  test('is listed all at once, without the token', () => {
    const read = () =>
      readConfig({
        BOT_TOKEN: 'secret token',
        TELEGRAM_API_ROOT: 'telegram',
        PORT: '70000',
        LOG_LEVEL: 'loud',
        ADMIN_IDS: '@me',
        FEEDBACK: 'maybe',
        FEEDBACK_DAYS: '0',
      });
    expect(read).toThrow(
      [
        'The settings are wrong (environment or .env):',
        '  - BOT_TOKEN must be a token as @BotFather gives it, such as 123456:ABC-DEF (or be left out)',
        '  - TELEGRAM_API_ROOT must be an http or https address',
        '  - PORT must be a number from 0 to 65535',
        '  - ADMIN_IDS must be numbers, separated by commas',
        '  - FEEDBACK must be on or off',
        '  - FEEDBACK_DAYS must be a number of days from 1 to 9999',
        '  - LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
      ].join('\n'),
    );
    expect(read).not.toThrow(/secret/);
  });

  test.each(['-1', '8080.5', 'http', '99999'])('the port %s', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow('PORT must be a number from 0 to 65535');
  });
});
