/** What Telegram adds to some errors. */
export interface ResponseParameters {
  /** Seconds to wait before the request may be repeated. */
  readonly retry_after?: number;
}

/** A Bot API method refused, in Telegram's own words; becomes `{"ok": false, …}` on the wire. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  readonly errorCode: number;
  readonly parameters: ResponseParameters | undefined;

  /**
   * @param errorCode also the HTTP status
   * @param description as Telegram words it, prefix included: `Bad Request: chat not found`
   */
  constructor(errorCode: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.errorCode = errorCode;
    this.parameters = parameters;
  }
}

/** The commonest refusal: status 400, with Telegram's prefix. */
export function badRequest(problem: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${problem}`);
}
