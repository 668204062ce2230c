import { LRUCache } from 'lru-cache';
import { Composer, type Context } from 'telegraf';
import { anyOf, message } from 'telegraf/filters';
import { messages } from '../messages.ts';

type Kind = keyof typeof messages.notText;

/** What a person may send that is not text; what Telegram itself reports (a member joined, say) is passed over. */
const KINDS: readonly (readonly [Kind, ReturnType<typeof anyOf>])[] = [
  ['voice', anyOf(message('voice'), message('audio'), message('video_note'))],
  ['photo', anyOf(message('photo'))],
  ['video', anyOf(message('animation'), message('video'))],
  ['sticker', anyOf(message('sticker'), message('dice'))],
  ['location', anyOf(message('location'), message('venue'))],
  ['contact', anyOf(message('contact'))],
  ['poll', anyOf(message('poll'))],
  ['other', anyOf(message('document'), message('game'), message('story'))],
];

/** Milliseconds in which a chat is told the same thing once. */
const ONCE_IN = 10 * 60 * 1000;
const CAPACITY = 10_000;

export interface OtherMessagesOptions {
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
}

/** A photo, a voice message and the like get a polite line, one for each kind, once in a while: the bot reads text. */
export function otherMessagesFeature({
  now = () => performance.now(),
}: OtherMessagesOptions = {}): Composer<Context> {
  const told = new LRUCache<string, true>({ max: CAPACITY, ttl: ONCE_IN, ttlResolution: 0, perf: { now } });
  const feature = new Composer();
  for (const [kind, filter] of KINDS) {
    feature.on(filter, async (context: Context) => {
      const key = `${context.chat?.id}:${kind}`;
      if (told.has(key)) return;
      told.set(key, true);
      await context.reply(messages.notText[kind]);
    });
  }
  return feature;
}
