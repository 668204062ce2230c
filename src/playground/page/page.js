// @ts-check
import { create } from './bubble.js';
import { createCommandMenu } from './command-menu.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { labels } from './labels.js';
import { createServer } from './server.js';

/** @typedef {import('./bubble.js').Message} Message */

const CHAT_KEY = 'isnad.chat';
const THEME_KEY = 'isnad.theme';

/** As long as Telegram shows a chat action. */
const TYPING_MS = 5_000;
const TOAST_MS = 3_500;
const CALLBACK_MS = 15_000;

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 */
const byId = (id) => /** @type {T} */ (document.getElementById(id));

const status = byId('status');
const typing = byId('typing');
const toast = byId('toast');
/** @type {HTMLDialogElement} */
const alert = byId('alert');
const themeButton = byId('theme');

/** Buttons whose press the bot has not answered yet, by the query's number. @type {Map<string, HTMLButtonElement>} */
const pressed = new Map();
let subtitle = labels.subtitle;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typingTimer;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastTimer;
/** @type {number | undefined} The message whose one-time keyboard was used. */
let usedKeyboard;

const server = createServer({
  onConnection(isConnected) {
    byId('connection').hidden = isConnected;
  },
  onEvent(type, data) {
    if (type === 'snapshot') showChat(data.bot, data.messages);
    else if (type === 'message') showMessage(data.message);
    else if (type === 'edit') conversation.change(data.message);
    else if (type === 'delete') conversation.remove(data.messageId);
    else if (type === 'chat_action') showTyping(true);
    else if (type === 'callback_answer') showCallbackAnswer(data.answer);
    else if (type === 'profile') showProfile(data);
    refresh();
  },
});

const conversation = createConversation({
  scroller: byId('scroller'),
  log: byId('log'),
  toEnd: byId('to-end'),
  actions: { onCommand: send, onPress: press, onEdit: (message) => composer.edit(message) },
});

const composer = createComposer({
  form: byId('composer'),
  field: byId('text'),
  button: byId('send'),
  editing: byId('editing'),
  cancelEdit: byId('cancel-edit'),
  onSend: (text) => attempt(server.send(text), labels.sendFailed),
  onEdit: (message, text) => attempt(server.edit(message.message_id, text), labels.editFailed),
  lastOwn: () => conversation.lastOwn(),
});

const commandMenu = createCommandMenu({
  button: byId('menu-button'),
  menu: byId('menu'),
  chips: byId('chips'),
  onCommand: send,
});

/**
 * @param {Promise<unknown>} request
 * @param {string} problem what to say where it fails
 */
async function attempt(request, problem) {
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
  void attempt(server.send(text), labels.sendFailed);
  composer.focus();
}

/**
 * @param {Message} message
 * @param {import('./bubble.js').Button} button
 * @param {HTMLButtonElement} element
 */
async function press(message, button, element) {
  if (button.url) {
    window.open(button.url, '_blank', 'noopener,noreferrer');
  } else if (button.copy_text) {
    const copying = navigator.clipboard.writeText(button.copy_text.text);
    if (await attempt(copying, labels.copyFailed)) showToast(labels.copied);
  } else if (button.callback_data) {
    element.classList.add('waiting');
    try {
      const { queryId } = await server.press(message.message_id, button.callback_data);
      pressed.set(queryId, element);
      setTimeout(() => {
        if (endPress(queryId)) showToast(labels.noAnswer);
      }, CALLBACK_MS);
    } catch {
      element.classList.remove('waiting');
      showToast(labels.pressFailed);
    }
  }
}

/** @param {string} queryId */
function endPress(queryId) {
  pressed.get(queryId)?.classList.remove('waiting');
  return pressed.delete(queryId);
}

/** @param {{ queryId: string, text?: string, showAlert: boolean, url?: string }} answer */
function showCallbackAnswer({ queryId, text, showAlert }) {
  // The answer may come before the press is confirmed.
  if (!endPress(queryId)) setTimeout(() => endPress(queryId), 500);
  if (!text) return;
  if (!showAlert) return showToast(text);
  byId('alert-text').textContent = text;
  alert.showModal();
}

/**
 * @param {object} bot
 * @param {readonly Message[]} messages
 */
function showChat(bot, messages) {
  showProfile(/** @type {any} */ (bot));
  showTyping(false);
  conversation.show(messages);
  const markup = conversation.keyboard();
  usedKeyboard = markup && messages.at(-1) !== markup ? markup.message_id : undefined;
}

/** @param {Message} message */
function showMessage(message) {
  if (message.from.is_bot) showTyping(false);
  else usedKeyboard = conversation.keyboard()?.message_id;
  conversation.add(message);
}

/** @param {{ name: string, description: string, shortDescription: string, commands: any[] }} bot */
function showProfile({ name, description, shortDescription, commands }) {
  document.title = name;
  for (const element of document.querySelectorAll('[data-bot=name]')) element.textContent = name;
  for (const element of document.querySelectorAll('[data-bot=initial]'))
    element.textContent = [...name][0] ?? '';
  subtitle = shortDescription || labels.subtitle;
  byId('description').textContent = description || labels.description;
  commandMenu.show(commands);
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
  status.textContent = typing.hidden ? subtitle : labels.typing;
  status.classList.toggle('typing', !typing.hidden);
  byId('intro').hidden = !conversation.isEmpty();
  showKeyboard();
  conversation.settle();
}

function showKeyboard() {
  const asked = conversation.keyboard();
  const markup = asked?.reply_markup;
  const isUsed = markup?.one_time_keyboard && usedKeyboard === asked?.message_id;
  const rows = isUsed ? [] : (markup?.keyboard ?? []);
  const keyboard = byId('keyboard');
  keyboard.hidden = rows.length === 0;
  keyboard.replaceChildren(
    ...rows.map((row) => {
      const line = create('div', 'row');
      for (const { text } of row) {
        const button = /** @type {HTMLButtonElement} */ (create('button', '', text));
        button.type = 'button';
        button.dir = 'auto';
        button.addEventListener('click', () => send(text));
        line.append(button);
      }
      return line;
    }),
  );
  composer.ask(markup?.input_field_placeholder);
}

/** @param {boolean} isNew */
function openChat(isNew) {
  const kept = Number(sessionStorage.getItem(CHAT_KEY));
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  const id = !isNew && Number.isSafeInteger(kept) && kept > 0 ? kept : 1_000_000_000 + random;
  sessionStorage.setItem(CHAT_KEY, String(id));
  server.open(id);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function showTheme() {
  themeButton.ariaPressed = String(isDark());
}

themeButton.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME_KEY, theme);
  showTheme();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);

byId('start').addEventListener('click', () => {
  const payload = new URLSearchParams(location.search).get('start');
  send(payload ? `/start ${payload}` : '/start');
});
byId('new-chat').addEventListener('click', () => {
  openChat(true);
  composer.focus();
});

showTheme();
openChat(false);
composer.focus();
