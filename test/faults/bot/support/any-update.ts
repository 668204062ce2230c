import fc from 'fast-check';

/** Texts that have broken bots before. */
const oddText = fc.constantFrom(
  '',
  ' ',
  '🙂🙂🙂',
  '\u0000\u0007\u001b[31m',
  '\u202e؟تسسأت ىتم',
  'م\u200bت\u200dى؟',
  '\ud83d',
  'متى\udc00؟',
  "'; DROP TABLE feedback; --",
  '<b>متى</b> & <script>',
  '%s %n {{7*7}} {token} *_`[',
  'متى'.repeat(30_000),
  'ه'.repeat(4096),
  '/start',
  '/reload',
  '/unknown@isnad_bot x',
);
const anyText = fc.oneof(
  oddText,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constant('متى تأسست المنظمة؟'),
);

const id = fc.integer({ min: 1, max: 2 ** 31 });
const user = fc.record(
  {
    id,
    is_bot: fc.boolean(),
    first_name: anyText,
    username: fc.string(),
    language_code: fc.constantFrom('ar', 'en', ''),
  },
  { requiredKeys: ['id', 'is_bot', 'first_name'] },
);
const chat = fc.oneof(
  fc.record({ id, type: fc.constant('private'), first_name: anyText }),
  fc.record({
    id: id.map((number) => -number),
    type: fc.constantFrom('group', 'supergroup', 'channel'),
    title: anyText,
  }),
);
const file = fc.record({ file_id: fc.string(), file_unique_id: fc.string(), file_size: fc.nat() });
const entities = fc.array(
  fc.record({
    type: fc.constantFrom('bold', 'bot_command', 'mention', 'url'),
    offset: fc.integer(),
    length: fc.integer(),
  }),
  { maxLength: 3 },
);
const base = { message_id: id, date: fc.nat(), chat, from: user };
const content = fc.oneof(
  fc.record({ text: anyText, entities }),
  fc.record({ document: file, caption: anyText }),
  fc.record({ photo: fc.array(file, { maxLength: 3 }) }),
  fc.record({ voice: file }),
  fc.record({ sticker: file }),
  fc.record({ dice: fc.record({ emoji: fc.constant('🎲'), value: fc.nat() }) }),
  fc.record({ location: fc.record({ latitude: fc.double(), longitude: fc.double() }) }),
  fc.record({ new_chat_members: fc.array(user, { maxLength: 2 }) }),
  fc.record({ left_chat_member: user }),
  fc.record({ migrate_to_chat_id: id.map((number) => -number) }),
  fc.record({ pinned_message: fc.record(base) }),
  fc.record({ web_app_data: fc.record({ data: anyText, button_text: anyText }) }),
);
const message = fc.tuple(fc.record(base), content).map(([fixed, rest]) => ({ ...fixed, ...rest }));
const query = { id: fc.string(), from: user };
const member = fc.record({ user, status: fc.constantFrom('member', 'left', 'kicked', 'administrator') });

/** Every kind of update that the Bot API knows. */
const kinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  message,
  edited_message: message,
  channel_post: message,
  edited_channel_post: message,
  business_message: message,
  edited_business_message: message,
  business_connection: fc.record({ id: fc.string(), user, user_chat_id: id }),
  deleted_business_messages: fc.record({ chat, message_ids: fc.array(id) }),
  message_reaction: fc.record({ chat, user, message_id: id, old_reaction: fc.array(fc.anything()) }),
  message_reaction_count: fc.record({ chat, message_id: id, reactions: fc.array(fc.anything()) }),
  inline_query: fc.record({ ...query, query: anyText, offset: fc.string() }),
  chosen_inline_result: fc.record({ result_id: fc.string(), from: user, query: anyText }),
  callback_query: fc.record({ ...query, message, data: anyText, chat_instance: fc.string() }),
  shipping_query: fc.record({ ...query, invoice_payload: anyText }),
  pre_checkout_query: fc.record({ ...query, currency: fc.string(), total_amount: fc.integer() }),
  poll: fc.record({ id: fc.string(), question: anyText, options: fc.array(fc.anything()) }),
  poll_answer: fc.record({ poll_id: fc.string(), user, option_ids: fc.array(fc.nat()) }),
  my_chat_member: fc.record({
    chat,
    from: user,
    date: fc.nat(),
    old_chat_member: member,
    new_chat_member: member,
  }),
  chat_member: fc.record({
    chat,
    from: user,
    date: fc.nat(),
    old_chat_member: member,
    new_chat_member: member,
  }),
  chat_join_request: fc.record({ chat, from: user, user_chat_id: id, date: fc.nat() }),
  chat_boost: fc.record({ chat, boost: fc.anything() }),
  removed_chat_boost: fc.record({ chat, boost_id: fc.string() }),
  of_a_later_version: fc.anything(),
};

/** What comes in place of what was promised. */
const wrong = fc.oneof(fc.anything(), fc.constant(null), fc.constant([]), fc.constant({}), anyText);

const wellFormed = fc
  .constantFrom(...Object.keys(kinds))
  .chain((kind) => (kinds[kind] ?? fc.anything()).map((event) => ({ [kind]: event })));

/** The event with one of its fields, at any depth, made wrong or left out. */
const malformed = fc
  .tuple(wellFormed, wrong, fc.boolean(), fc.infiniteStream(fc.nat()))
  .map(([update, replacement, isLeftOut, choices]) => {
    const copy = structuredClone(JSON.parse(JSON.stringify(update)));
    let holder: Record<string, unknown> = copy;
    for (;;) {
      const keys = Object.keys(holder);
      const key = keys[(choices.next().value ?? 0) % keys.length];
      if (key === undefined) return copy;
      const value = holder[key];
      const goesDeeper = typeof value === 'object' && value !== null && (choices.next().value ?? 0) % 3 > 0;
      if (goesDeeper && Object.keys(value).length > 0) holder = value as Record<string, unknown>;
      else {
        if (isLeftOut) delete holder[key];
        else holder[key] = replacement;
        return copy;
      }
    }
  });

/** Updates without their number: as they should be, spoilt in one place, or nothing like an update. */
export const anyUpdate = fc.oneof(
  { weight: 5, arbitrary: wellFormed },
  { weight: 4, arbitrary: malformed },
  { weight: 1, arbitrary: fc.anything() },
);
