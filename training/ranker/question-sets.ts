import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Article } from '../../src/corpus/article.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';
import { splitPassages } from '../../src/corpus/split-passages.ts';

/** A question with the sentences that answer it. */
export interface LabelledQuestion {
  readonly text: string;
  /** Index of its corpus in the set. */
  readonly corpus: number;
  /** Questions of one group come from one article and are never split between training and checking. */
  readonly group: string;
  readonly evidence: readonly string[];
  readonly answer: string | null;
  readonly answerable: boolean;
}

/** Questions and the corpora they are asked on. */
export interface QuestionSet {
  readonly name: string;
  readonly corpora: readonly (readonly Article[])[];
  readonly questions: readonly LabelledQuestion[];
}

interface Row {
  readonly question: string;
  readonly evidence: readonly string[];
  readonly answer: string | null;
  readonly answerable: boolean;
  readonly context?: string;
  readonly title?: string;
  readonly article?: string;
}

function readRows<T>(path: string): T[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

const labelled = (row: Row, corpus: number, group: string): LabelledQuestion => ({
  text: row.question.replace(/\s+/g, ' '),
  corpus,
  group,
  evidence: row.evidence,
  answer: row.answer,
  answerable: row.answerable,
});

const article = (id: string, text: string): Article => parseArticle({ id, path: id, format: 'text', text });

/** What is trained on, by folds, from the folder that holds `data/` and `eval/`. */
export function readTrainingSets(directory: string): QuestionSet[] {
  return [
    readNewsQuestions(join(directory, 'data')),
    readContexts('arcd', join(directory, 'eval/arcd_train.jsonl')),
    readContexts('tydi', join(directory, 'eval/tydiqa_dev.jsonl')),
    readContexts('mlqa', join(directory, 'eval/mlqa_dev.jsonl')),
  ];
}

/** Never trained on nor chosen by, only looked at, from the folder that holds `eval/` and `corpus/`. */
export function readConfirmingSets(directory: string): QuestionSet[] {
  return [
    readNewsFolder('news dev', join(directory, 'eval/news_dev')),
    readEvent(
      'event dev',
      join(directory, 'eval/event_dev.jsonl'),
      join(directory, 'corpus/samarkand-2022.txt'),
    ),
  ];
}

/** News questions: each article is a corpus of its own. */
export function readNewsQuestions(directory: string): QuestionSet {
  const texts = readRows<{ article: string; text: string }>(
    join(directory, 'news_questions_articles.jsonl.gz'),
  );
  const rows = readRows<Row>(join(directory, 'news_questions.jsonl.gz'));
  return eachArticle(
    'news',
    rows,
    new Map(texts.map((row) => [row.article, article(row.article, row.text)])),
  );
}

/** A folder of articles with `questions.jsonl`: each article is a corpus of its own. */
function readNewsFolder(name: string, directory: string): QuestionSet {
  const files = readdirSync(directory).filter((file) => file.endsWith('.txt'));
  const articles = files.map((file) =>
    article(file.slice(0, -4), readFileSync(join(directory, file), 'utf8')),
  );
  return eachArticle(
    name,
    readRows<Row>(join(directory, 'questions.jsonl')),
    new Map(articles.map((each) => [each.id, each])),
  );
}

/** Questions on one article. */
function readEvent(name: string, questions: string, path: string): QuestionSet {
  const only = article(name, readFileSync(path, 'utf8'));
  return {
    name,
    corpora: [[only]],
    questions: readRows<Row>(questions).map((row) => labelled(row, 0, name)),
  };
}

/** Wikipedia questions: one corpus, an article a title, a paragraph a context. */
function readContexts(name: string, path: string): QuestionSet {
  const rows = readRows<Row>(path);
  const paragraphs = new Map<string, Set<string>>();
  for (const { title = '', context = '' } of rows) {
    paragraphs.set(title, (paragraphs.get(title) ?? new Set()).add(context.replace(/\s*\n\s*/g, ' ').trim()));
  }
  const articles = [...paragraphs.values()].map((set, number) =>
    article(`a${number}`, `${[...set].join('\n')}\n`),
  );
  return {
    name,
    corpora: [articles],
    questions: rows.map((row) => labelled(row, 0, `${name}/${row.title}`)),
  };
}

/** AAQAD: Wikipedia questions whose evidence is the sentence in which the answer begins. */
export function readAaqad(path: string): QuestionSet {
  const rows = readRows<{ q: string; context: string; answer: string; answer_start: number; title: string }>(
    path,
  );
  const articles = new Map<string, Article>();
  const corpus = [...new Set(rows.map(({ context }) => context.replace(/\s*\n\s*/g, ' ').trim()))].filter(
    (text) => text.length > 40,
  );
  for (const [number, text] of corpus.entries()) articles.set(text, article(`a${number}`, `${text}\n`));
  return {
    name: 'aaqad',
    corpora: [[...articles.values()]],
    questions: rows.flatMap(({ q, context, answer, title }): LabelledQuestion[] => {
      const text = context.replace(/\s*\n\s*/g, ' ').trim();
      const bare = answer.replace(/\s+/g, ' ').replace(/^[\s،.؛:()«»"]+|[\s،.؛:()«»"]+$/gu, '');
      const source = articles.get(text);
      const sentence = source && splitPassages(source).find((passage) => passage.text.includes(bare));
      if (bare === '' || sentence === undefined) return [];
      return [
        {
          text: q,
          corpus: 0,
          group: `aaqad/${title}`,
          evidence: [sentence.text],
          answer: bare,
          answerable: true,
        },
      ];
    }),
  };
}

function eachArticle(
  name: string,
  rows: readonly Row[],
  articles: ReadonlyMap<string, Article>,
): QuestionSet {
  const ids = [...articles.keys()];
  return {
    name,
    corpora: [...articles.values()].map((each) => [each]),
    questions: rows.map((row) => labelled(row, ids.indexOf(row.article ?? ''), `${name}/${row.article}`)),
  };
}
