/** The page asked for something that can't be done; the message says what. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: 400 | 404 | 415 | 504;

  constructor(status: RequestError['status'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
