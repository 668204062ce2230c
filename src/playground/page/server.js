// @ts-check

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;

/**
 * The page's line to the server, for one chat at a time.
 *
 * @param {{
 *   onEvent: (type: string, data: any) => void,
 *   onConnection: (isConnected: boolean) => void,
 * }} listeners
 */
export function createServer({ onEvent, onConnection }) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let delay = FIRST_DELAY_MS;
  let chatId = 0;

  function connect() {
    clearTimeout(retry);
    source?.close();
    const current = new EventSource(`/chat/${chatId}/events`);
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
    for (const type of [
      'snapshot',
      'message',
      'edit',
      'delete',
      'chat_action',
      'callback_answer',
      'profile',
    ]) {
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
    const response = await fetch(`/chat/${chatId}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  return {
    /** @param {number} id */
    open(id) {
      chatId = id;
      delay = FIRST_DELAY_MS;
      connect();
    },
    /** @param {string} text */
    send: (text) => post('messages', { text }),
    /**
     * @param {number} messageId
     * @param {string} text
     */
    edit: (messageId, text) => post(`messages/${messageId}/edit`, { text }),
    /**
     * @param {number} messageId
     * @param {string} data
     * @returns {Promise<{ queryId: string }>}
     */
    press: (messageId, data) => post('buttons', { messageId, data }),
  };
}
