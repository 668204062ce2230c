import pRetry from 'p-retry';
import pg from 'pg';
import { errorReason } from '../error-reason.ts';
import { DatabaseError } from './database-error.ts';
import { type QueryFailure, queryFailure } from './query-failure.ts';
import { createServer, type Server } from './server.ts';

/** Where the data is, and how long it may take. */
export interface DatabaseSettings {
  /** The primary. */
  readonly url: string;
  /** Replicas that are read from in turn; the primary is read from when none of them answers. */
  readonly readUrls?: readonly string[];
  /** Connections to each server at most. */
  readonly poolSize?: number;
  /** Milliseconds that a statement may run. */
  readonly statementTimeout?: number;
}

/** Something that runs statements, `$1` and so on standing for values. */
export interface Session {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface WaitOptions {
  /** Milliseconds to go on trying while no server answers; with 0 a server that was just found away is not tried again. */
  readonly patience?: number;
  /** Milliseconds to wait for one server's answer. */
  readonly timeout?: number;
}

/** A primary and its replicas. Whichever is away is passed over until it is back. */
export interface Database {
  /** Where the primary is, for messages: without user and password. */
  readonly address: string;
  /** Whether a server answered when one was last asked. */
  readonly isReachable: boolean;
  /** Runs a statement that changes nothing, on any server that has what it needs. */
  read<Row extends object>(text: string, values?: readonly unknown[], options?: WaitOptions): Promise<Row[]>;
  /** Runs a statement on the server that takes writes; one that may be repeated, since a connection can be lost after it. */
  write<Row extends object>(text: string, values?: readonly unknown[], options?: WaitOptions): Promise<Row[]>;
  /** Runs work in one transaction on the server that takes writes, for as long as it needs; it is not repeated. */
  transaction<T>(work: (session: Session) => Promise<T>, options?: WaitOptions): Promise<T>;
  close(): Promise<void>;
}

/** Milliseconds. A failover by an orchestrator takes longer than a restart; who asks waits no longer than this. */
const PATIENCE = 20_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1000;

/**
 * Opens pools to a primary and its replicas; connects when first asked.
 *
 * After a failover whichever server takes writes is found among all of them, so that a replica that was promoted is used
 * without a restart. What promotes it is not decided here.
 */
export function createDatabase({
  url,
  readUrls = [],
  poolSize = 8,
  statementTimeout = 5000,
}: DatabaseSettings): Database {
  const primary = createServer(url, { poolSize, statementTimeout });
  const replicas = readUrls.map((each) => createServer(each, { poolSize, statementTimeout }));
  let turn = 0;
  let writer = primary;
  let isReachable = true;

  function readingOrder(): Server[] {
    turn += 1;
    const inTurn = replicas.map((_, at) => replicas[(turn + at) % replicas.length] as Server);
    return [...inTurn, primary];
  }

  const writingOrder = () => [writer, ...[primary, ...replicas].filter((server) => server !== writer)];

  /** Asks one server after another, those that were just found away last or not at all. */
  async function askEach<T>(
    servers: readonly Server[],
    { ask, passesOn, triesResting }: AskOptions<T>,
  ): Promise<T> {
    const awake = servers.filter((server) => !server.isResting);
    const resting = triesResting ? servers.filter((server) => server.isResting) : [];
    let last: unknown = new DatabaseError('unreachable', `${primary.address}: the database was just away.`);
    let isAnyThere = false;
    for (const server of [...awake, ...resting]) {
      try {
        const result = await ask(server);
        isReachable = true;
        return result;
      } catch (error) {
        const failure = queryFailure(error);
        if (failure === 'lost') server.rest();
        else isAnyThere = true;
        if (!passesOn.includes(failure)) throw error;
        last = error;
      }
    }
    isReachable = isAnyThere;
    throw last;
  }

  /** Asks again, with longer and longer pauses, while nobody is there who could answer. */
  async function patiently<T>(patience: number, attempt: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + patience;
    try {
      return await pRetry(attempt, {
        retries: patience === 0 ? 0 : Number.POSITIVE_INFINITY,
        minTimeout: FIRST_PAUSE,
        maxTimeout: LONGEST_PAUSE,
        shouldRetry: ({ error }) =>
          performance.now() < deadline && ['lost', 'conflict', 'read_only'].includes(queryFailure(error)),
      });
    } catch (error) {
      throw explain(error, primary.address, statementTimeout);
    }
  }

  async function onWriter<T>(patience: number, ask: (server: Server) => Promise<T>): Promise<T> {
    const passesOn = ['lost', 'read_only'] as const;
    return patiently(patience, () =>
      askEach(writingOrder(), {
        passesOn,
        triesResting: patience > 0,
        async ask(server) {
          const result = await ask(server);
          writer = server;
          return result;
        },
      }),
    );
  }

  return {
    address: primary.address,
    get isReachable() {
      return isReachable;
    },
    read: (text, values, { patience = PATIENCE, timeout } = {}) =>
      patiently(patience, () =>
        askEach(readingOrder(), {
          ask: (server) => server.query(text, values, timeout),
          passesOn: ['lost', 'conflict', 'absent'],
          triesResting: patience > 0,
        }),
      ),
    write: (text, values, { patience = PATIENCE, timeout } = {}) =>
      onWriter(patience, (server) => server.query(text, values, timeout)),
    async transaction(work, { patience = PATIENCE } = {}) {
      const client = await onWriter(patience, (server) => server.connectAlone());
      try {
        return await inTransaction(client, work);
      } catch (error) {
        throw explain(error, primary.address, statementTimeout);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    async close() {
      await Promise.all([primary, ...replicas].map((server) => server.close()));
    },
  };
}

interface AskOptions<T> {
  readonly ask: (server: Server) => Promise<T>;
  /** Failures after which the next server is asked. */
  readonly passesOn: readonly QueryFailure[];
  readonly triesResting: boolean;
}

async function inTransaction<T>(client: pg.Client, work: (session: Session) => Promise<T>): Promise<T> {
  const query: Session['query'] = async (text, values) =>
    (await client.query(text, [...(values ?? [])])).rows;
  await client.query('BEGIN');
  try {
    const result = await work({ query });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function explain(error: unknown, address: string, statementTimeout: number): unknown {
  if (error instanceof DatabaseError) return error;
  const reason = error instanceof pg.DatabaseError ? error.message : errorReason(error);
  const failure = queryFailure(error);
  if (failure === 'refused') {
    const message = `${address}: PostgreSQL refuses: ${reason}. Correct DATABASE_URL or DATABASE_READ_URLS.`;
    return new DatabaseError('refused', message, { cause: error });
  }
  if (failure === 'slow') {
    const advice = `a query took longer than ${statementTimeout} ms. Set DATABASE_STATEMENT_TIMEOUT higher`;
    return new DatabaseError('slow', `${address}: ${advice}, or add replicas.`, { cause: error });
  }
  if (failure === 'lost' || failure === 'read_only') {
    const found = failure === 'lost' ? `no PostgreSQL server answers (${reason})` : 'no server takes writes';
    const message = `${address}: ${found}. Start it, or correct DATABASE_URL.`;
    return new DatabaseError('unreachable', message, { cause: error });
  }
  return error;
}
