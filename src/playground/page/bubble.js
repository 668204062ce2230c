/** @import { Button, Message, MessageActions } from './types.d.ts' */
import { byId, create, createButton, createLine, createRows } from './dom.js';
import { renderText } from './entities.js';
import { labels } from './labels.js';

const timeFormat = new Intl.DateTimeFormat('ar-u-nu-latn', { hour: 'numeric', minute: '2-digit' });

/** A message in a few words. @param {Message} message */
export function summaryOf(message) {
  const kind = Object.entries(labels.attachments).find(([field]) => field in message);
  return message.text ?? message.caption ?? kind?.[1] ?? labels.attachment;
}

/**
 * What happened in the chat; undefined where the message is somebody's.
 *
 * @param {Message} message
 */
export function newsOf({ from, new_chat_members: joined, left_chat_member: left }) {
  if (joined) return labels.joined(joined.map((user) => user.first_name).join('، '));
  if (left) return (left.id === from.id ? labels.left : labels.removed)(left.first_name);
  return undefined;
}

/**
 * One message with what hangs on it: author, quoted message, text, time, reactions, buttons.
 *
 * @param {Message} message
 * @param {MessageActions} actions
 */
export function renderBubble(message, { viewer, onCommand, onEdit, onPress, onReply }) {
  const { from, via_bot: via, text, reply_to_message: quoted, reply_markup: markup } = message;
  const isOwn = from.id === viewer();

  const body = create('div', 'text');
  if (text === undefined) body.append(create('em', '', summaryOf(message)));
  else body.append(renderText(text, message.entities ?? [], onCommand));

  const name = create('div', isOwn || from.is_bot ? 'hidden' : 'name', isOwn ? labels.you : from.first_name);
  const bubble = create('div', 'bubble', name);
  bubble.style.setProperty('--hue', String(from.id % 360));
  if (via) bubble.append(create('div', 'via', labels.via(via.username ?? '')));
  if (quoted) bubble.append(renderQuoted(quoted, viewer()));
  bubble.append(body, renderFooter(message), byId('actions').content.cloneNode(true));

  const [reply, edit] = bubble.querySelectorAll('.action');
  reply?.addEventListener('click', () => onReply(message));
  edit?.addEventListener('click', () => onEdit(message));
  if (!isOwn || via || text === undefined) edit?.remove();

  const article = create('article', 'message', bubble);
  article.dataset.messageId = String(message.message_id);
  article.dataset.author = isOwn ? 'user' : from.is_bot ? 'bot' : 'member';
  article.tabIndex = -1;
  if (markup?.inline_keyboard) {
    const rows = markup.inline_keyboard.map((row) =>
      row.map((button) => renderButton(button, (element) => onPress(message, button, element))),
    );
    article.append(create('div', 'inline-keyboard', ...createRows(rows)));
  }
  return article;
}

/** @param {Message} message */
function renderFooter({ date, edit_date, reactions = [] }) {
  const when = new Date(date * 1000);
  const time = document.createElement('time');
  time.dateTime = when.toISOString();
  time.append(timeFormat.format(when));
  const footer = create('div', 'footer', ...reactions.map((emoji) => create('span', 'reaction', emoji)));
  footer.append(edit_date ? labels.edited : '', time);
  return footer;
}

/**
 * @param {Message} message
 * @param {number} viewer
 */
function renderQuoted(message, viewer) {
  const { id, first_name } = message.from;
  const name = create('strong', '', create('bdi', '', id === viewer ? labels.you : first_name));
  return create('div', 'quoted', name, createLine(summaryOf(message)));
}

/**
 * @param {Button} button
 * @param {(element: HTMLElement) => void} onPress
 */
function renderButton({ text, url, callback_data, copy_text, ...button }, onPress) {
  if (url) {
    const link = document.createElement('a');
    Object.assign(link, { className: 'leads-out', href: url, target: '_blank', rel: 'noopener noreferrer' });
    link.append(create('bdi', '', text));
    return link;
  }
  const element = createButton(text, () => onPress(element));
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  element.disabled = !callback_data && !copy_text && query === undefined;
  return element;
}
