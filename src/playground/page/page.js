/** @import { Bot, Button, CallbackAnswer, Message } from './types.d.ts' */
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { byId, createButton, createRows } from './dom.js';
import { createInlinePanel } from './inline-panel.js';
import { labels } from './labels.js';
import { createMenu } from './menu.js';
import { createPlace } from './place.js';
import { createServer } from './server.js';

/** As long as Telegram shows a chat action. */
const TYPING_MS = 5_000;
const TOAST_MS = 3_500;

const status = byId('status');
const typing = byId('typing');
const toast = byId('toast');
const field = byId('text');

/** @type {Bot} */
let bot = { name: '', username: '', description: '', shortDescription: '', commands: [], isMember: true };
/** What a deep link brought, until it is sent. */
let payload = new URLSearchParams(location.search).get('start');
let typingTimer = 0;
let toastTimer = 0;

const place = createPlace(openChat);

const server = createServer({
  place,
  onConnection(isConnected) {
    byId('connection').hidden = isConnected;
  },
  onEvent(type, data) {
    if (type === 'snapshot') showChat(data.bot, data.messages.filter(isHere));
    else if (type === 'message' && isHere(data.message)) showMessage(data.message);
    else if (type === 'edit') conversation.change(data.message);
    else if (type === 'delete') conversation.remove(data.messageId);
    else if (type === 'chat_action') showTyping(true);
    else if (type === 'profile') showBot(data);
    refresh();
  },
});

const conversation = createConversation({
  scroller: byId('scroller'),
  log: byId('log'),
  toEnd: byId('to-end'),
  actions: {
    viewer: () => place.person.id,
    onCommand: sendCommand,
    onPress: press,
    onEdit: (message) => composer.edit(message),
    onReply: (message) => composer.reply(message),
  },
});

createInlinePanel({
  field,
  panel: byId('inline'),
  username: () => bot.username,
  search: server.search,
  async onChoose(queryId, resultId) {
    if (await attempt(server.choose(queryId, resultId))) composer.setText('');
  },
  onStart: offerStart,
});

const composer = createComposer({
  form: byId('composer'),
  field,
  button: byId('send'),
  strip: byId('strip'),
  onSend: (text, replyTo) => attempt(server.send(text, replyTo), labels.sendFailed),
  onEdit: ({ message_id }, text) => attempt(server.edit(message_id, text), labels.sendFailed),
  lastOwn: conversation.lastOwn,
});

const commandMenu = createMenu(byId('menu-button'), byId('menu'));
createMenu(byId('attach'), byId('attachments')).show(
  Object.entries(labels.attachments).map(([kind, label]) => ({
    label,
    onChoose: () => attempt(server.attach(kind)),
  })),
);

/**
 * @param {Promise<unknown>} request
 * @param {string} [problem] what to say where it fails
 */
async function attempt(request, problem = labels.actionFailed) {
  try {
    await request;
    return true;
  } catch {
    showToast(problem);
    return false;
  }
}

/** @param {string} text a command, or a button of the reply keyboard */
function send(text) {
  void attempt(server.send(text));
  composer.focus();
}

/** In a group there may be other bots: a command says which is meant. @param {string} command */
function sendCommand(command) {
  send(place.isGroup && !command.includes('@') ? `${command}@${bot.username}` : command);
}

/** A topic shows its own messages only. @param {Message} message */
function isHere({ message_thread_id = 0 }) {
  return !place.isGroup || message_thread_id === place.topic;
}

/**
 * @param {Message} message
 * @param {Button} button
 * @param {HTMLElement} element
 */
async function press({ message_id }, button, element) {
  const { callback_data: data, copy_text: copy, switch_inline_query: elsewhere } = button;
  const query = button.switch_inline_query_current_chat ?? elsewhere;
  if (copy) {
    const isCopied = await attempt(navigator.clipboard.writeText(copy.text), labels.copyFailed);
    if (isCopied) showToast(labels.copied);
  } else if (query !== undefined) {
    // There is only one other chat to switch to.
    if (query === elsewhere) place.visit(!place.isGroup);
    composer.setText(`@${bot.username} ${query}`);
  } else if (data && !element.ariaBusy) {
    element.ariaBusy = 'true';
    await server.press(message_id, data).then(showCallbackAnswer, () => showToast(labels.noAnswer));
    element.removeAttribute('aria-busy');
  }
}

/** @param {CallbackAnswer} answer */
function showCallbackAnswer({ text, showAlert, url }) {
  if (url && !followLink(url)) window.open(url, '_blank', 'noopener,noreferrer');
  if (text && !showAlert) showToast(text);
  if (!text || !showAlert) return;
  byId('alert-text').textContent = text;
  byId('alert').showModal();
}

/**
 * @param {Bot} card
 * @param {readonly Message[]} messages
 */
function showChat(card, messages) {
  showBot(card);
  showTyping(false);
  conversation.show(messages);
}

/** @param {Message} message */
function showMessage(message) {
  if (message.from.is_bot) showTyping(false);
  conversation.add(message);
  if (message.reply_markup?.force_reply) composer.reply(message);
}

/** @param {Bot} card */
function showBot(card) {
  bot = card;
  commandMenu.show(
    bot.commands.map(({ command, description }) => ({
      label: description,
      hint: `/${command}`,
      onChoose: () => sendCommand(`/${command}`),
    })),
  );
}

/** @param {boolean} isTyping */
function showTyping(isTyping) {
  clearTimeout(typingTimer);
  typing.hidden = !isTyping;
  if (!isTyping) return;
  conversation.settle();
  typingTimer = setTimeout(() => {
    showTyping(false);
    refresh();
  }, TYPING_MS);
}

/** @param {string} text */
function showToast(text) {
  clearTimeout(toastTimer);
  toast.textContent = text;
  toast.classList.add('shown');
  toastTimer = setTimeout(() => toast.classList.remove('shown'), TOAST_MS);
}

/** Brings what depends on several things up to date. */
function refresh() {
  const { isGroup } = place;
  const { name, isMember } = bot;
  const title = isGroup ? labels.group : name;
  document.title = title;
  for (const element of document.querySelectorAll('[data-chat=name]')) element.textContent = title;
  for (const element of document.querySelectorAll('[data-chat=initial]'))
    element.textContent = [...title][0] ?? '';

  const [subtitle, about] = isGroup
    ? labels.aboutGroup(isMember ? name : undefined)
    : [bot.shortDescription, bot.description];
  status.textContent = typing.hidden ? subtitle : labels.typing;
  byId('description').textContent = about;

  const isEmpty = conversation.isEmpty();
  byId('intro').hidden = !isEmpty;
  byId('start').hidden = isGroup;
  byId('deep-link').hidden = isGroup || isEmpty || payload === null;
  byId('group').hidden = !isGroup || !isMember;
  byId('add-bot').hidden = isMember;
  byId('composer').hidden = !isMember;
  showKeyboard();
  conversation.settle();
}

function showKeyboard() {
  const markup = conversation.keyboard();
  const rows = markup?.keyboard ?? [];
  const keyboard = byId('keyboard');
  keyboard.hidden = rows.length === 0;
  keyboard.replaceChildren(
    ...createRows(rows.map((row) => row.map(({ text }) => createButton(text, () => send(text))))),
  );
  composer.ask(markup?.input_field_placeholder);
}

/** Shows the chat where the visitor is now, as the person they are there. */
function openChat() {
  const { language } = place.person;
  byId('language').textContent = labels.languages[language];
  byId('language').ariaLabel = labels.languageNames[language];
  byId(place.isGroup ? 'in-group' : 'in-private').checked = true;
  byId('speaker').value = place.speaker;
  byId('topic').value = place.topic;
  composer.release();
  server.open();
}

/** A link to the bot with a payload, which is sent once the visitor presses "start". @param {string} text */
function offerStart(text) {
  payload = text;
  composer.setText('');
  place.visit(false);
  refresh();
}

function start() {
  send(payload ? `/start ${payload}` : '/start');
  payload = null;
  history.replaceState(null, '', '/');
  refresh();
}

/** Links to the bot lead to its chats on this page. @param {string} address */
function followLink(address) {
  const { host, pathname, searchParams } = new URL(address);
  const isBots = `${host}${pathname}`.toLowerCase() === `t.me/${bot.username}`.toLowerCase();
  const text = searchParams.get('start');
  if (isBots && text !== null) offerStart(text);
  else if (isBots) place.visit(searchParams.has('startgroup'));
  return isBots;
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a');
  if (link && followLink(link.href)) event.preventDefault();
});

const system = matchMedia('(prefers-color-scheme: dark)');
const { dataset } = document.documentElement;
const isDark = () => (dataset.theme ? dataset.theme === 'dark' : system.matches);

function showTheme() {
  byId('theme').ariaPressed = isDark();
}

system.addEventListener('change', showTheme);

/** @type {(id: string, onClick: () => void) => void} */
const onClick = (id, action) => byId(id).addEventListener('click', action);

onClick('in-private', () => place.visit(false));
onClick('in-group', () => place.visit(true));
onClick('language', () => place.choose({ language: place.person.language === 'ar' ? 'en' : 'ar' }));
onClick('mention', () => composer.setText(`@${bot.username} ${field.value.trim()}`));
onClick('add-bot', () => attempt(server.setMembership(true, labels.group)));
onClick('remove-bot', () => attempt(server.setMembership(false, labels.group)));
onClick('theme', () => {
  dataset.theme = isDark() ? 'light' : 'dark';
  localStorage.setItem('isnad.theme', dataset.theme);
  showTheme();
});
onClick('start', start);
onClick('deep-link', start);
onClick('new-chat', () => {
  place.startAnew();
  composer.focus();
});
byId('group').addEventListener('change', (/** @type {any} */ { target }) => {
  place.choose({ [target.id]: Number(target.value) });
});

showTheme();
openChat();
for (const button of document.querySelectorAll('button')) button.title = button.ariaLabel ?? '';
composer.focus();
