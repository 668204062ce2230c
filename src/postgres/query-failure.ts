import { errorReason } from '../error-reason.ts';

/**
 * What a failed query means for what comes next. `lost`: the server is away, starting, stopping or can't take more;
 * another one, or the same one later, may answer. `conflict`: the same query may succeed at once. `read_only`: a replica
 * was asked to write. `absent`: there is no such table, which a replica that lags behind says too. `slow`: it ran into the
 * statement timeout. `refused`: the server does not let us in.
 */
export type QueryFailure = 'lost' | 'conflict' | 'read_only' | 'absent' | 'slow' | 'refused' | 'other';

/** Codes of Node's sockets and resolver. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the driver says without a code. */
const CONNECTION_MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying|timeout expired|Query read timeout|Client (?:has encountered a connection error|was closed))/;

const SQLSTATE: Readonly<Record<string, QueryFailure>> = {
  // The server stops, has crashed, or starts; it has no connection left.
  '57P01': 'lost',
  '57P02': 'lost',
  '57P03': 'lost',
  '57P05': 'lost',
  '53300': 'lost',
  // Serialisation, deadlock; a replica also says the first when what it replays takes away what is read.
  '40001': 'conflict',
  '40P01': 'conflict',
  '25006': 'read_only',
  '42P01': 'absent',
  '3F000': 'absent',
  '57014': 'slow',
  '3D000': 'refused',
};

export function queryFailure(error: unknown): QueryFailure {
  if (!(error instanceof Error)) return 'other';
  // Where a name has several addresses, the error is one of many.
  if (error instanceof AggregateError && error.errors.length > 0) return queryFailure(error.errors[0]);
  const reason = errorReason(error);
  if (CONNECTION_CODES.has(reason) || CONNECTION_MESSAGES.test(error.message)) return 'lost';
  if (/^08\w{3}$/.test(reason)) return 'lost';
  if (/^28\w{3}$/.test(reason)) return 'refused';
  return SQLSTATE[reason] ?? 'other';
}
