import { Composer, type Context } from 'telegraf';
import { keyboardOf } from '../answer-keyboard.ts';
import { countSources } from '../article-views.ts';
import type { Ask } from '../asking.ts';
import type { BotDependencies } from '../bot-dependencies.ts';
import { questionOf } from '../deep-link.ts';
import { messages } from '../messages.ts';

/** Questions offered at the start. */
const SUGGESTIONS_SHOWN = 4;

export interface StartFeatureOptions {
  readonly dependencies: Pick<
    BotDependencies,
    'articles' | 'buttons' | 'indexVersion' | 'memory' | 'suggestions'
  >;
  readonly ask: Ask;
}

/**
 * `/start`: who the bot is, what it knows and what could be asked; the conversation begins anew. A link that carries a
 * question is answered instead.
 */
export function startFeature({ dependencies, ask }: StartFeatureOptions): Composer<Context> {
  const feature = new Composer();
  feature.start((context) => {
    const place = { chat: context.chat.id, user: context.from.id };
    dependencies.memory.forget(place);
    const question = questionOf(context.payload);
    if (question !== undefined) return ask(context, { ...place, text: question, showsQuestion: true });
    const { articles, buttons, indexVersion, suggestions } = dependencies;
    const greeting = messages.start(countSources(articles));
    const shown = suggestions.slice(0, SUGGESTIONS_SHOWN);
    if (shown.length === 0) return context.reply(greeting);
    const rows = shown.map((label, position) => [
      buttons.make({ label, action: 'suggestion', numbers: [position], chat: place.chat, indexVersion }),
    ]);
    const text = `${greeting}\n\n${messages.suggestionsHeading}`;
    return context.reply(text, { reply_markup: keyboardOf(rows) });
  });
  return feature;
}
