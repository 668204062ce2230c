import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Article } from '../src/corpus/article.ts';
import { parseArticle } from '../src/corpus/parse-article.ts';

const Row = z.object({
  question: z.string(),
  /** The sentences that answer, the main one first; verbatim. */
  evidence: z.array(z.string()).readonly(),
  /** The short answer, a part of the first evidence. */
  answer: z.string().nullable(),
  answerable: z.boolean(),
  kind: z.string().optional(),
  dialect: z.string().optional(),
  /** The paragraph it was asked on, and its article's title, where the set brings its own texts. */
  context: z.string().optional(),
  title: z.string().optional(),
  /** The article it was asked on, where the set lies in a folder with its articles. */
  article: z.string().optional(),
});
type Row = z.infer<typeof Row>;

/** A question with what answers it. */
export interface LabelledQuestion extends Pick<Row, 'question' | 'evidence' | 'answer' | 'answerable'> {
  readonly kind: string;
  readonly dialect: string;
}

/** Questions asked on the same articles. */
export interface QuestionGroup {
  readonly articles: readonly Article[];
  readonly questions: readonly LabelledQuestion[];
}

/** Questions under one name; each group has a corpus of its own. */
export interface QuestionSet {
  readonly name: string;
  readonly groups: readonly QuestionGroup[];
}

/**
 * Reads a question set: a folder of `.txt` articles with `questions.jsonl` (each article is a corpus of its own, as a bot
 * for one event sees it); or a `.jsonl` file, maybe gzipped, whose rows bring their contexts (one corpus, an article a
 * title, a paragraph a context); or one without, asked on `articles`.
 */
export async function readQuestionSet(path: string, articles: readonly Article[]): Promise<QuestionSet> {
  const name = basename(path).replace(/\.jsonl(\.gz)?$/, '');
  if ((await stat(path)).isDirectory()) return { name, groups: await readFolder(path) };
  const rows = await readRows(path);
  const bringsContexts = rows.some(({ context }) => context !== undefined);
  return {
    name,
    groups: [{ articles: bringsContexts ? fromContexts(rows) : articles, questions: rows.map(labelled) }],
  };
}

async function readRows(path: string): Promise<Row[]> {
  const bytes = await readFile(path);
  const lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines.flatMap((line, number) => {
    if (line.trim() === '') return [];
    try {
      return [Row.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${path}:${number + 1}: this line is not a question with its evidence.`, { cause });
    }
  });
}

async function readFolder(folder: string): Promise<QuestionGroup[]> {
  const rows = await readRows(join(folder, 'questions.jsonl'));
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort();
  return Promise.all(
    files.map(async (file) => {
      const id = file.slice(0, -'.txt'.length);
      const text = await readFile(join(folder, file), 'utf8');
      return {
        articles: [parseArticle({ id, path: join(folder, file), format: 'text', text })],
        questions: rows.filter(({ article }) => article === id).map(labelled),
      };
    }),
  );
}

function fromContexts(rows: readonly Row[]): Article[] {
  const paragraphs = new Map<string, Set<string>>();
  for (const { title = '', context = '' } of rows) {
    const ofTitle = paragraphs.get(title) ?? new Set();
    paragraphs.set(title, ofTitle.add(context.replace(/\s*\n\s*/g, ' ').trim()));
  }
  return [...paragraphs].map(([title, contexts], number) => ({
    id: `article-${number + 1}`,
    title,
    language: 'ar',
    body: `${[...contexts].join('\n')}\n`,
  }));
}

function labelled({
  question,
  evidence,
  answer,
  answerable,
  kind = 'unknown',
  dialect = 'standard',
}: Row): LabelledQuestion {
  return { question: question.replace(/\s+/g, ' '), evidence, answer, answerable, kind, dialect };
}
