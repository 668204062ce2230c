import {
  type BotApiRoutesOptions,
  createBotApiRoutes,
  type RecordedCall,
} from './emulator/bot-api-routes.ts';
import { createBotProfile } from './emulator/bot-profile.ts';
import { createChatMethods } from './emulator/chat-methods.ts';
import { createChatStore } from './emulator/chat-store.ts';
import { createUserSide } from './emulator/create-user-side.ts';
import { createEventHub } from './emulator/emulator-event.ts';
import type { EmulatorState } from './emulator/emulator-state.ts';
import { createFaultInjection, type FaultInjection } from './emulator/fault-injection.ts';
import { createMessageMethods } from './emulator/message-methods.ts';
import { createPendingQueries } from './emulator/pending-queries.ts';
import { createProfileMethods } from './emulator/profile-methods.ts';
import { createQueryMethods } from './emulator/query-methods.ts';
import { createUpdateMethods } from './emulator/update-methods.ts';
import { createUpdateQueue } from './emulator/update-queue.ts';
import type { UserSide } from './emulator/user-side.ts';

export type { RecordedCall } from './emulator/bot-api-routes.ts';
export type { ChatMessage, MessageContent } from './emulator/chat-message.ts';
export type { ChatType, MemberStatus } from './emulator/chat-store.ts';
export type { CallbackAnswer, EmulatorEvent, EmulatorListener } from './emulator/emulator-event.ts';
export type { InlineAnswer } from './emulator/emulator-state.ts';
export type { Fault } from './emulator/fault-injection.ts';
export type { TextEntity } from './emulator/formatted-text.ts';

export interface TelegramEmulatorOptions {
  readonly token?: string;
  /** Without the `@`. */
  readonly botUsername?: string;
  /** Shown until the bot sets a name of its own. */
  readonly botName?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Beyond this many, the chat longest untouched is forgotten. */
  readonly maxChats?: number;
  /** A chat's oldest messages beyond this many are forgotten. */
  readonly maxMessages?: number;
}

/** A small Bot API with one bot: over HTTP for the bot, by functions for whoever plays its users. */
export interface TelegramEmulator extends UserSide {
  readonly token: string;
  /** `GET` and `POST /bot<token>/<method>`, to be mounted or served. */
  readonly app: ReturnType<typeof createBotApiRoutes>;
  /** The latest calls of known methods, oldest first, failed ones included. */
  readonly calls: readonly RecordedCall[];
  /** The method's next call fails as told. Calls queue up: two `failNext` fail the next two calls. */
  failNext: FaultInjection['failNext'];
  /** Ends waiting polls; later ones are refused. Safe to call twice. */
  close(): void;
}

const MAX_CALLS = 1_000;

/** Makes an emulator in memory; nothing listens before its `app` is served. */
export function createTelegramEmulator({
  token = '1:playground',
  botUsername = 'isnad_bot',
  botName = 'Isnad',
  now = Date.now,
  maxChats = 200,
  maxMessages = 500,
}: TelegramEmulatorOptions = {}): TelegramEmulator {
  const botId = Number.parseInt(token, 10) || 1;
  const state: EmulatorState = {
    bot: { id: botId, is_bot: true, first_name: botName, username: botUsername },
    profile: createBotProfile({ name: botName }),
    chats: createChatStore({ maxChats, maxMessages }),
    events: createEventHub(),
    updates: createUpdateQueue(),
    callbackQueries: createPendingQueries({ now }),
    inlineQueries: createPendingQueries({ now }),
    webhook: undefined,
    now,
  };
  const methods = {
    ...createUpdateMethods(state),
    ...createProfileMethods(state),
    ...createMessageMethods(state),
    ...createQueryMethods(state),
    ...createChatMethods(state),
  };
  const faults = createFaultInjection();
  const calls: RecordedCall[] = [];
  const record: BotApiRoutesOptions['record'] = (call) => {
    calls.push(call);
    if (calls.length > MAX_CALLS) calls.shift();
  };

  return {
    ...createUserSide({ state, calls }),
    token,
    app: createBotApiRoutes({ token, methods, faults, record, now }),
    calls,
    failNext: faults.failNext,
    close: () => state.updates.close(),
  };
}
