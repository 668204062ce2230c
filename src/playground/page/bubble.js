// @ts-check
import { renderText } from './entities.js';
import { labels } from './labels.js';

/**
 * @typedef {{
 *   text: string, callback_data?: string, url?: string, copy_text?: { text: string },
 * }} Button
 * @typedef {{
 *   message_id: number, date: number, edit_date?: number, from: { is_bot: boolean, first_name: string },
 *   text?: string, caption?: string, entities?: import('./entities.js').Entity[], reactions?: string[],
 *   reply_to_message?: Message,
 *   reply_markup?: {
 *     inline_keyboard?: Button[][], keyboard?: { text: string }[][], remove_keyboard?: boolean,
 *     force_reply?: boolean, one_time_keyboard?: boolean, input_field_placeholder?: string,
 *   },
 * }} Message
 * @typedef {{
 *   onCommand: (command: string) => void,
 *   onPress: (message: Message, button: Button, element: HTMLButtonElement) => void,
 *   onEdit: (message: Message) => void,
 * }} BubbleActions
 */

const timeFormat = new Intl.DateTimeFormat('ar-u-nu-latn', { hour: 'numeric', minute: '2-digit' });

/**
 * One message with what hangs on it: quoted message, text, time, reactions, buttons.
 *
 * @param {Message} message
 * @param {BubbleActions} actions
 */
export function renderBubble(message, actions) {
  const isBots = message.from.is_bot;
  const article = create('article', 'message');
  article.dataset.messageId = String(message.message_id);
  article.dataset.author = isBots ? 'bot' : 'user';

  const bubble = create('div', 'bubble');
  bubble.append(create('span', 'hidden', `${isBots ? message.from.first_name : labels.you}: `));
  if (message.reply_to_message) bubble.append(renderQuoted(message.reply_to_message));
  bubble.append(renderBody(message, actions), renderFooter(message, actions));
  article.append(bubble);

  const rows = message.reply_markup?.inline_keyboard;
  if (rows) article.append(renderKeyboard(message, rows, actions));
  return article;
}

/**
 * @param {Message} message
 * @param {BubbleActions} actions
 */
function renderBody(message, { onCommand }) {
  const body = create('div', 'text');
  body.dir = 'auto';
  if (message.text === undefined) body.append(create('em', '', message.caption ?? labels.attachment));
  else body.append(renderText(message.text, message.entities ?? [], onCommand));
  return body;
}

/**
 * @param {Message} message
 * @param {BubbleActions} actions
 */
function renderFooter(message, { onEdit }) {
  const footer = create('div', 'footer');
  for (const emoji of message.reactions ?? []) footer.append(create('span', 'reaction', emoji));
  if (!message.from.is_bot && message.text !== undefined) {
    const edit = /** @type {HTMLButtonElement} */ (create('button', 'edit', labels.edit));
    edit.type = 'button';
    edit.ariaLabel = labels.editMessage;
    edit.addEventListener('click', () => onEdit(message));
    footer.append(edit);
  }
  if (message.edit_date) footer.append(create('span', '', labels.edited));
  const time = /** @type {HTMLTimeElement} */ (create('time', '', timeFormat.format(message.date * 1000)));
  time.dateTime = new Date(message.date * 1000).toISOString();
  footer.append(time);
  return footer;
}

/** @param {Message} message */
function renderQuoted(message) {
  const quoted = create('div', 'quoted');
  const author = message.from.is_bot ? message.from.first_name : labels.you;
  const text = create('span', '', message.text ?? labels.attachment);
  text.dir = 'auto';
  quoted.append(create('strong', '', author), text);
  return quoted;
}

/**
 * @param {Message} message
 * @param {Button[][]} rows
 * @param {BubbleActions} actions
 */
function renderKeyboard(message, rows, { onPress }) {
  const keyboard = create('div', 'inline-keyboard');
  for (const row of rows) {
    const line = create('div', 'row');
    for (const button of row) {
      const element = /** @type {HTMLButtonElement} */ (create('button', '', button.text));
      element.type = 'button';
      element.dir = 'auto';
      if (button.url) element.classList.add('leads-out');
      element.disabled = !button.callback_data && !button.url && !button.copy_text;
      element.addEventListener('click', () => onPress(message, button, element));
      line.append(element);
    }
    keyboard.append(line);
  }
  return keyboard;
}

/**
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 */
export function create(tag, className, text) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
