import type { SendingRates } from '../../src/bot/outgoing/chat-turns.ts';

const rate = { count: 100_000, interval: 1000 };

/** Rates that no test has to wait for. */
export const UNHURRIED: SendingRates = { overall: rate, chat: rate, group: rate };
