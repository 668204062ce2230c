import pg from 'pg';

export interface ServerOptions {
  readonly poolSize: number;
  /** Milliseconds. */
  readonly statementTimeout: number;
}

/** One PostgreSQL server and a pool of connections to it. */
export interface Server {
  /** For messages: without user and password. */
  readonly address: string;
  /** Whether it was just found away. */
  readonly isResting: boolean;
  /** Lets it rest, longer each time until it answers again: to ask a server that hangs takes as long as a query may. */
  rest(): void;
  /** @param timeout milliseconds after which no answer is waited for; a little longer than a statement may run, where left out */
  query<Row extends object>(
    text: string,
    values: readonly unknown[] | undefined,
    timeout: number | undefined,
  ): Promise<Row[]>;
  /**
   * A connection of one's own without time limits.
   *
   * @throws {Error} with the SQLSTATE of a write to a replica where the server is one.
   */
  connectAlone(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** Milliseconds. */
const CONNECTION_TIMEOUT = 2000;
const FIRST_REST = 1000;
const LONGEST_REST = 10_000;
/** A server that hangs can't keep its own statement timeout: how much later it is given up here. */
const GRACE = 1000;

/**
 * Compiling a query takes longer than running it. Where a question's stems are common the planner would rather look at every
 * passage, not knowing how long a comparison of two arrays takes. Of a search by meaning: candidates looked at, and what to
 * do where most of them are not allowed.
 */
const SESSION_SETTINGS = `
  SET jit = off;
  SET enable_seqscan = off;
  SET hnsw.ef_search = 256;
  SET hnsw.iterative_scan = strict_order;
`;

export function createServer(url: string, { poolSize, statementTimeout }: ServerOptions): Server {
  const connection = { connectionString: url, keepAlive: true, application_name: 'isnad' };
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementTimeout,
    onConnect: (client) => client.query(SESSION_SETTINGS),
  });
  // A connection that breaks while nobody uses it is taken out of the pool; whoever asks next finds out.
  pool.on('error', () => undefined);
  let restsUntil = 0;
  let nextRest = FIRST_REST;
  return {
    address: describeAddress(url),
    get isResting() {
      return performance.now() < restsUntil;
    },
    rest() {
      if (performance.now() < restsUntil) return;
      restsUntil = performance.now() + nextRest;
      nextRest = Math.min(LONGEST_REST, 2 * nextRest);
    },
    async query(text, values, timeout = statementTimeout + GRACE) {
      const query = { text, values: [...(values ?? [])], query_timeout: timeout } as pg.QueryConfig;
      const { rows } = await pool.query(query);
      restsUntil = 0;
      nextRest = FIRST_REST;
      return rows;
    },
    async connectAlone() {
      const client = new pg.Client({ ...connection, connectionTimeoutMillis: CONNECTION_TIMEOUT });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query('SELECT pg_is_in_recovery() AS "isReplica"');
      if (rows[0]?.isReplica) {
        await client.end();
        throw Object.assign(new Error('The server is a replica.'), { code: '25006' });
      }
      return client;
    },
    close: () => pool.end(),
  };
}

/** Host, port and database of an address. */
export function describeAddress(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || 'localhost'}:${port || 5432}${pathname}`;
}
