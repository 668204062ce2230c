import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { createDatabase, type Database, type DatabaseSettings } from '../../src/postgres/database.ts';
import { projectRoot } from '../../src/project-root.ts';

const SCRIPT = join(projectRoot, 'scripts', 'postgres-for-tests');
const run = promisify(execFile);

export type ServerRole = 'primary' | 'replica';

/** A PostgreSQL primary on loopback, and a streaming replica where one was asked for. */
export interface Cluster {
  /** Of its one database. */
  readonly url: string;
  /** The same on the replica. */
  readonly readUrl: string;
  /** Makes an empty database beside that one. @returns its address on the primary, and on the replica */
  addDatabase(): Promise<{ readonly url: string; readonly readUrl: string }>;
  /** Ends a server as a power cut does, all of its processes at once. */
  kill(role: ServerRole): Promise<void>;
  restart(role: ServerRole): Promise<void>;
  /** Makes a server hang, and go on. */
  pause(role: ServerRole): Promise<void>;
  resume(role: ServerRole): Promise<void>;
  /** Makes a primary of the replica. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

function isInstalled(): boolean {
  try {
    execFileSync(SCRIPT, ['check']);
    return true;
  } catch {
    return false;
  }
}

/** As `describe`, with a PostgreSQL server for its tests; skipped, and said so, where none is installed. */
export const describeWithPostgres = describing({ withReplica: false });

/** The same with a replica of it. */
export const describeWithReplica = describing({ withReplica: true });

function describing(options: StartOptions) {
  return (name: string, tests: (cluster: () => Cluster) => void): void => {
    const isThere = isInstalled();
    const title = isThere
      ? name
      : `${name} (no PostgreSQL with pgvector: scripts/postgres-for-tests installs it)`;
    describe.skipIf(!isThere)(title, () => {
      let cluster: Cluster;
      beforeAll(async () => {
        cluster = await startCluster(options);
      });
      afterAll(() => cluster?.stop());
      tests(() => cluster);
    });
  };
}

interface StartOptions {
  readonly withReplica: boolean;
}

async function startCluster({ withReplica }: StartOptions): Promise<Cluster> {
  const folder = join(tmpdir(), `isnad-postgres-${randomUUID()}`);
  const { stdout } = await run(SCRIPT, ['start', folder, ...(withReplica ? [] : ['--alone'])]);
  const addresses = Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  );
  const { DATABASE_URL: url = '', DATABASE_READ_URLS: readUrl = url } = addresses;
  let databases = 0;

  async function signal(role: ServerRole, name: NodeJS.Signals): Promise<void> {
    const pid = Number((await readFile(join(folder, role, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    const children = await childrenOf(pid);
    for (const each of [pid, ...children]) send(each, name);
  }

  return {
    url,
    readUrl,
    async addDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await execute(url, `CREATE DATABASE ${name}`);
      return { url: url.replace(/\w+$/, name), readUrl: readUrl.replace(/\w+$/, name) };
    },
    kill: (role) => signal(role, 'SIGKILL'),
    pause: (role) => signal(role, 'SIGSTOP'),
    resume: (role) => signal(role, 'SIGCONT'),
    async restart(role) {
      await run(SCRIPT, ['restart', folder, role]);
    },
    async promote() {
      await run(SCRIPT, ['promote', folder]);
    },
    async stop() {
      await run(SCRIPT, ['stop', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a database that is closed when the test ends. */
export function openDatabase(settings: DatabaseSettings): Database {
  const database = createDatabase({ poolSize: 4, ...settings });
  onTestFinished(() => database.close());
  return database;
}

/** Runs one statement. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
