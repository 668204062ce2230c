import { Composer, type Context } from 'telegraf';
import { anyOf, message } from 'telegraf/filters';
import { messages } from '../messages.ts';

/** Whatever a person may send that is not text; what Telegram itself reports (a member joined, say) is passed over. */
const nonText = anyOf(
  message('animation'),
  message('audio'),
  message('contact'),
  message('dice'),
  message('document'),
  message('game'),
  message('location'),
  message('photo'),
  message('poll'),
  message('sticker'),
  message('story'),
  message('venue'),
  message('video'),
  message('video_note'),
  message('voice'),
);

/** A photo, a voice message and the like get a polite line: the bot reads text. */
export function otherMessagesFeature(): Composer<Context> {
  const feature = new Composer();
  feature.on(nonText, (context) => context.reply(messages.notText));
  return feature;
}
