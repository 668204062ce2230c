/** There is nobody to send to: the user blocked the bot, or the chat is gone. No failure of the bot. */
export class UnreachableChatError extends Error {
  override readonly name = 'UnreachableChatError';
}
