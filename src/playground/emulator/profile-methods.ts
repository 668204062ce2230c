import { z } from 'zod';
import { badRequest } from './bot-api-error.ts';
import type { LocalisedText } from './bot-profile.ts';
import { botUser, type EmulatorState } from './emulator-state.ts';
import {
  chatId,
  integer,
  json,
  type Method,
  type MethodTable,
  readParameters,
  text,
} from './method-parameters.ts';

const MAX_COMMANDS = 100;

const languageCode = text.default('').refine((code) => code === '' || /^[a-z]{2}$/u.test(code), {
  error: 'invalid language code specified',
});

const commandScope = json(
  z.object({
    type: z.enum([
      'default',
      'all_private_chats',
      'all_group_chats',
      'all_chat_administrators',
      'chat',
      'chat_administrators',
      'chat_member',
    ]),
    chat_id: chatId.optional(),
    user_id: integer.optional(),
  }),
).default({ type: 'default' });

const commandListParameters = z.object({ scope: commandScope, language_code: languageCode });
const setMyCommandsParameters = commandListParameters.extend({
  commands: json(z.array(z.object({ command: z.string(), description: z.string() }))),
});

/** Methods by which the bot tells who it is and what it can do. */
export function createProfileMethods(state: EmulatorState): MethodTable {
  const { profile, events } = state;

  return {
    getMe: () => ({
      ...botUser(state),
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),

    setMyCommands(raw) {
      const { commands, scope, language_code } = readParameters(setMyCommandsParameters, raw);
      if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
      const clean = commands.map((item) => checkCommand(item.command, item.description));
      profile.setCommands(clean, scope, language_code);
      events.broadcast({ type: 'profile' });
      return true;
    },
    getMyCommands(raw) {
      const { scope, language_code } = readParameters(commandListParameters, raw);
      return profile.commands(scope, language_code);
    },
    deleteMyCommands(raw) {
      const { scope, language_code } = readParameters(commandListParameters, raw);
      profile.setCommands([], scope, language_code);
      events.broadcast({ type: 'profile' });
      return true;
    },

    setMyName: setter(state, profile.name, 'name', 64),
    getMyName: getter(profile.name, 'name'),
    setMyDescription: setter(state, profile.description, 'description', 512),
    getMyDescription: getter(profile.description, 'description'),
    setMyShortDescription: setter(state, profile.shortDescription, 'short_description', 120),
    getMyShortDescription: getter(profile.shortDescription, 'short_description'),
  };
}

function checkCommand(written: string, description: string): { command: string; description: string } {
  const command = written.trim().replace(/^\//u, '');
  if (!/^[a-z0-9_]{1,32}$/u.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  const described = description.trim();
  if (described === '' || described.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description: described };
}

function setter({ events }: EmulatorState, target: LocalisedText, field: string, maxLength: number): Method {
  const schema = z.object({ [field]: text.default(''), language_code: languageCode });
  return (raw) => {
    const parameters = readParameters(schema, raw);
    const value = (parameters[field] ?? '').trim();
    if (value.length > maxLength) throw badRequest(`${field} is too long`);
    target.set(value, parameters.language_code ?? '');
    events.broadcast({ type: 'profile' });
    return true;
  };
}

function getter(source: LocalisedText, field: string): Method {
  const schema = z.object({ language_code: languageCode });
  return (raw) => ({ [field]: source.get(readParameters(schema, raw).language_code) });
}
