/** @import { Server, ServerParts } from './types.d.ts' */

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;

const EVENTS = ['snapshot', 'message', 'edit', 'delete', 'chat_action', 'profile'];

/**
 * The page's line to the server, for one chat at a time.
 *
 * @param {ServerParts} parts
 * @returns {Server}
 */
export function createServer({ place, onEvent, onConnection }) {
  /** @type {EventSource | undefined} */
  let source;
  let retry = 0;
  let delay = FIRST_DELAY_MS;

  function connect() {
    clearTimeout(retry);
    source?.close();
    const { chatId, person } = place;
    const current = new EventSource(`/chat/${chatId}/events?user=${person.id}&language=${person.language}`);
    source = current;
    current.addEventListener('open', () => {
      delay = FIRST_DELAY_MS;
      onConnection(true);
    });
    current.addEventListener('error', () => {
      if (current !== source) return;
      onConnection(false);
      // The browser's own retry stops for good at some failures; this one doesn't.
      current.close();
      retry = setTimeout(connect, delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    });
    for (const type of EVENTS) {
      current.addEventListener(type, (event) => {
        if (current === source) onEvent(type, JSON.parse(event.data));
      });
    }
  }

  /**
   * @param {string} path below the chat's own
   * @param {object} body
   * @returns {Promise<any>} rejects where the server can't be reached or refuses
   */
  async function post(path, body) {
    const response = await fetch(`/chat/${place.chatId}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, from: place.person }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  const topic = () => (place.topic ? { topic: place.topic } : {});

  return {
    open() {
      delay = FIRST_DELAY_MS;
      connect();
    },
    send: (text, replyTo) => post('messages', { text, replyTo, ...topic() }),
    attach: (kind) => post('attachments', { kind, ...topic() }),
    edit: (messageId, text) => post(`messages/${messageId}/edit`, { text }),
    press: (messageId, data) => post('buttons', { messageId, data }),
    search: (query) => post('inline', { query }),
    choose: (queryId, resultId) => post('inline/choice', { queryId, resultId, ...topic() }),
    setMembership: (isMember, title) => post('membership', { isMember, title }),
  };
}
