/** A few words on why something failed: the system's error code where there is one, else the message's first line. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message.split('\n', 1)[0] ?? error.name;
}
