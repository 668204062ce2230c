import { randomBytes } from 'node:crypto';
import type { FeedbackStore, FeedbackSummary, KeptQuestion } from '../feedback/feedback-store.ts';
import { createOriginHash, type OriginHash } from '../feedback/origin-hash.ts';
import { withoutPersonalData } from '../feedback/personal-data.ts';
import type { Database } from './database.ts';

export interface PostgresFeedbackOptions {
  readonly database: Database;
  /** Days after which what was asked is forgotten. */
  readonly days: number;
  /** Goes into the hashes of people and chats and is not kept. */
  readonly secret: string;
}

/** Milliseconds between two rounds of forgetting. */
const PRUNE_INTERVAL = 60 * 60 * 1000;

/** An answer does not wait for a server that is away. */
const AT_ONCE = { patience: 0, timeout: 2000 };

const INSERT_QUESTION = `
  INSERT INTO isnad.questions (chat, asker, question, outcome, article, sentence, sentence_text)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id::integer
`;

/** Says what the vote was before, as the statement sees the tables as they were. */
const UPSERT_VOTE = `
  WITH cast_now AS (
    INSERT INTO isnad.votes (question, voter, liked) SELECT id, $2, $3 FROM isnad.questions WHERE id = $1
    ON CONFLICT (question, voter) DO UPDATE SET liked = excluded.liked
    RETURNING question
  )
  SELECT EXISTS (SELECT FROM cast_now) AS "isKnown",
    EXISTS (SELECT FROM isnad.votes WHERE question = $1 AND voter = $2 AND liked = $3) AS "isRepeated"
`;

const SUMMARY = `
  SELECT question, outcome, article, sentence, sentence_text AS "sentenceText",
    (SELECT count(*)::integer FROM isnad.votes WHERE votes.question = questions.id AND liked) AS likes,
    (SELECT count(*)::integer FROM isnad.votes WHERE votes.question = questions.id AND NOT liked) AS dislikes
  FROM isnad.questions WHERE asked_at >= now() - $1 * interval '1 day' ORDER BY id
`;

/** Keeps feedback in PostgreSQL, so that a vote may come to another process than its question did. */
export function createPostgresFeedbackStore({
  database,
  days,
  secret,
}: PostgresFeedbackOptions): FeedbackStore {
  let hash: OriginHash | undefined;

  async function originHash(): Promise<OriginHash> {
    hash ??= createOriginHash({ salt: await readSalt(database), secret });
    return hash;
  }

  const prune = () =>
    database
      .write(`DELETE FROM isnad.questions WHERE asked_at < now() - $1 * interval '1 day'`, [days], AT_ONCE)
      .catch(() => undefined);
  const pruning = setInterval(() => void prune(), PRUNE_INTERVAL);
  pruning.unref();
  const pruned = prune();

  return {
    async recordQuestion({ chat, user, question, outcome, sentence }) {
      const hashOf = await originHash();
      const [row] = await database.write<{ id: number }>(
        INSERT_QUESTION,
        [
          hashOf('chat', chat),
          hashOf('user', user),
          withoutPersonalData(question),
          outcome,
          sentence?.article ?? null,
          sentence?.number ?? null,
          sentence?.text ?? null,
        ],
        AT_ONCE,
      );
      return (row as { id: number }).id;
    },

    async recordVote({ record, user, liked }) {
      const hashOf = await originHash();
      const [row] = await database.write<{ isKnown: boolean; isRepeated: boolean }>(
        UPSERT_VOTE,
        [record, hashOf('user', user), liked],
        AT_ONCE,
      );
      if (row?.isRepeated) return 'repeated';
      return row?.isKnown ? 'recorded' : 'unknown';
    },

    async forget({ chat, user }) {
      const hashOf = await originHash();
      if (user === undefined)
        await database.write('DELETE FROM isnad.questions WHERE chat = $1', [hashOf('chat', chat)]);
      else
        await database.write('DELETE FROM isnad.questions WHERE chat = $1 AND asker = $2', [
          hashOf('chat', chat),
          hashOf('user', user),
        ]);
    },

    summary: ({ days: lastDays }) => readFeedback(database, lastDays),

    async close() {
      clearInterval(pruning);
      await pruned;
    },
  };
}

/** What was asked in the last so many days. */
export async function readFeedback(database: Database, days: number): Promise<FeedbackSummary> {
  const [questions, askers] = await Promise.all([
    database.read<KeptQuestion>(SUMMARY, [days]),
    database.read<{ askers: number }>(
      `SELECT count(DISTINCT asker)::integer AS askers FROM isnad.questions
       WHERE asked_at >= now() - $1 * interval '1 day'`,
      [days],
    ),
  ]);
  return { questions, askers: askers[0]?.askers ?? 0 };
}

/** The number that this database's hashes are salted with; made by whoever needs it first. */
async function readSalt(database: Database): Promise<string> {
  await database.write(
    'INSERT INTO isnad.salt (value) VALUES ($1) ON CONFLICT DO NOTHING',
    [randomBytes(16).toString('base64url')],
    AT_ONCE,
  );
  const [row] = await database.write<{ value: string }>('SELECT value FROM isnad.salt', [], AT_ONCE);
  return (row as { value: string }).value;
}
