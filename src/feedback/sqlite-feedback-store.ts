import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { errorReason } from '../error-reason.ts';
import { FeedbackError } from './feedback-error.ts';
import type { FeedbackStore, KeptQuestion } from './feedback-store.ts';
import { createOriginHash } from './origin-hash.ts';
import { withoutPersonalData } from './personal-data.ts';

export interface SqliteFeedbackOptions {
  /** The database's file; made, with its folder, where it is missing. `:memory:` keeps nothing. */
  readonly file: string;
  /** Days after which what was asked is forgotten. */
  readonly days: number;
  /** Goes into the hashes of people and chats and is not kept in the file: without it they can't be tried one by one. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const DAY = 24 * 60 * 60 * 1000;
/** Milliseconds between two rounds of forgetting. */
const PRUNE_INTERVAL = 60 * 60 * 1000;
/** Milliseconds to wait for another process that writes, such as a report that is just being made. */
const BUSY_TIMEOUT = 2000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS salt (value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    asked_at INTEGER NOT NULL,
    chat TEXT NOT NULL,
    asker TEXT NOT NULL,
    question TEXT NOT NULL,
    outcome TEXT NOT NULL,
    article TEXT,
    sentence INTEGER,
    sentence_text TEXT
  );
  CREATE INDEX IF NOT EXISTS question_by_time ON question (asked_at);
  CREATE INDEX IF NOT EXISTS question_by_chat ON question (chat, asker);
  CREATE TABLE IF NOT EXISTS vote (
    question INTEGER NOT NULL REFERENCES question (id) ON DELETE CASCADE,
    voter TEXT NOT NULL,
    liked INTEGER NOT NULL,
    PRIMARY KEY (question, voter)
  ) WITHOUT ROWID;
`;

const SUMMARY = `
  SELECT question.question, outcome, article, sentence, sentence_text AS sentenceText,
    (SELECT count(*) FROM vote WHERE vote.question = id AND liked = 1) AS likes,
    (SELECT count(*) FROM vote WHERE vote.question = id AND liked = 0) AS dislikes
  FROM question WHERE asked_at >= ? ORDER BY id
`;

/**
 * Keeps feedback in one SQLite file. Who asked, and where, is kept as a hash salted with a number of the file and a secret
 * that is not in it; addresses and numbers in a question are taken out.
 *
 * @throws {FeedbackError} where the file can't be opened or is no database of feedback.
 */
export function openFeedbackStore({
  file,
  days,
  secret,
  now = Date.now,
}: SqliteFeedbackOptions): FeedbackStore {
  const database = open(file);
  const hash = createOriginHash({ salt: saltOf(database), secret });

  const insertQuestion = database.prepare<
    [number, string, string, string, string, string | null, number | null, string | null]
  >(
    'INSERT INTO question (asked_at, chat, asker, question, outcome, article, sentence, sentence_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const upsertVote = database.prepare<[string, number, number]>(
    `INSERT INTO vote (question, voter, liked) SELECT id, ?, ? FROM question WHERE id = ?
     ON CONFLICT DO UPDATE SET liked = excluded.liked`,
  );
  const earlierVote = database.prepare<[number, string], { liked: number }>(
    'SELECT liked FROM vote WHERE question = ? AND voter = ?',
  );
  let prunedAt = Number.NEGATIVE_INFINITY;
  prune();

  return {
    async recordQuestion({ chat, user, question, outcome, sentence }) {
      prune();
      const { lastInsertRowid } = insertQuestion.run(
        now(),
        hash('chat', chat),
        hash('user', user),
        withoutPersonalData(question),
        outcome,
        sentence?.article ?? null,
        sentence?.number ?? null,
        sentence?.text ?? null,
      );
      return Number(lastInsertRowid);
    },

    async recordVote({ record, user, liked }) {
      const voter = hash('user', user);
      if (earlierVote.get(record, voter)?.liked === Number(liked)) return 'repeated';
      return upsertVote.run(voter, Number(liked), record).changes === 0 ? 'unknown' : 'recorded';
    },

    async forget({ chat, user }) {
      if (user === undefined) database.prepare('DELETE FROM question WHERE chat = ?').run(hash('chat', chat));
      else
        database
          .prepare('DELETE FROM question WHERE chat = ? AND asker = ?')
          .run(hash('chat', chat), hash('user', user));
    },

    async summary({ days: lastDays }) {
      const since = now() - lastDays * DAY;
      const questions = database.prepare<[number], KeptQuestion>(SUMMARY).all(since);
      const askers = database
        .prepare<[number], { askers: number }>(
          'SELECT count(DISTINCT asker) AS askers FROM question WHERE asked_at >= ?',
        )
        .get(since);
      return { questions, askers: askers?.askers ?? 0 };
    },

    async close() {
      database.close();
    },
  };

  function prune(): void {
    if (now() - prunedAt < PRUNE_INTERVAL) return;
    prunedAt = now();
    database.prepare('DELETE FROM question WHERE asked_at < ?').run(now() - days * DAY);
  }
}

function open(file: string): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const database = new Database(file, { timeout: BUSY_TIMEOUT });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // What is forgotten is overwritten, not only let go.
    database.pragma('secure_delete = ON');
    database.exec(SCHEMA);
    return database;
  } catch (cause) {
    throw new FeedbackError(
      `${file}: feedback can't be kept there (${errorReason(cause)}). Set FEEDBACK_FILE to another file, or FEEDBACK=off.`,
      { cause },
    );
  }
}

function saltOf(database: Database.Database): string {
  const find = database.prepare<[], { value: string }>('SELECT value FROM salt');
  return database
    .transaction(() => {
      const known = find.get();
      if (known) return known.value;
      const value = randomBytes(16).toString('base64url');
      database.prepare('INSERT INTO salt (value) VALUES (?)').run(value);
      return value;
    })
    .immediate();
}
