/**
 * The connection broke after a message was on its way: it may have arrived. It is not sent again, since Telegram knows no
 * key by which to tell a repetition.
 */
export class UncertainDeliveryError extends Error {
  override readonly name = 'UncertainDeliveryError';
}
