import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../evaluation/seeded-random.ts';
import { isFunctionWord } from '../src/arabic/function-words.ts';
import type { Article } from '../src/corpus/article.ts';
import { projectRoot } from '../src/project-root.ts';

/** Sentences of one made-up article, and of its paragraphs at most. */
const ARTICLE_LENGTH = 20;
const LONGEST_PARAGRAPH = 4;
const SHORTEST_SENTENCE = 8;
const LONGEST_SENTENCE = 48;
/** Words that an article comes back to, and the share of its words that are one of them. */
const TOPIC_LENGTH = 60;
const TOPIC_SHARE = 0.35;
/** Names and other words that the language at large does not list: how many there are, and the share of all words. */
const UNLISTED = 60_000;
const UNLISTED_SHARE = 0.03;
const NUMBER_SHARE = 0.03;
const SAYING_SHARE = 0.2;

const LETTERS = [...'اابتجحخدذررزسسشصضطعغفقكلللمممنننهوويي'];
const SAYING = ['وقال', 'وأضاف', 'وأكد', 'وأوضح', 'كما', 'وأشار'];
/** What is written onto a word, and how often of a hundred. */
const BEGINNINGS: readonly (readonly [text: string, weight: number])[] = [
  ['', 45],
  ['ال', 34],
  ['و', 6],
  ['وال', 5],
  ['ب', 3],
  ['بال', 3],
  ['لل', 4],
];
/** Each word takes one of these, a third of the time. */
const ENDINGS = ['ة', 'ها', 'ات', 'ين', 'ية', 'ه', 'هم'];
const ENDING_SHARE = 0.33;
const QUESTION_WORDS = ['متى', 'من', 'أين', 'كم', 'ما', 'لماذا'];

/**
 * Articles of words drawn as often as Arabic news uses them, with what is written onto them, words of their own that
 * they come back to, names, numbers, and paragraphs. They say nothing, but searching them costs what searching news costs:
 * there are as many different words, and neighbours share them. The same for the same size.
 */
export async function makeUpArticles(sentences: number): Promise<Article[]> {
  const writer = await createWriter();
  return Array.from({ length: Math.ceil(sentences / ARTICLE_LENGTH) }, (_, number) => {
    const length = Math.min(ARTICLE_LENGTH, sentences - number * ARTICLE_LENGTH);
    return { id: `article-${number}`, title: `article ${number}`, language: 'ar', body: writer.body(length) };
  });
}

/** Questions in words of the articles' sentences, no two on the same. */
export function makeUpQuestions(articles: readonly Article[], count: number): string[] {
  const random = seededRandom(2);
  return Array.from({ length: count }, (_, number) => {
    const { body } = articles[Math.floor((number * articles.length) / count)] as Article;
    const lines = body.split(/[\n.]+/u).filter((line) => line.trim() !== '');
    const words = lines[Math.floor(random() * lines.length)]?.trim().split(/\s+/u) ?? [];
    const from = Math.floor(random() * Math.max(1, words.length - 8));
    return `${QUESTION_WORDS[number % QUESTION_WORDS.length]} ${words.slice(from, from + 7).join(' ')}؟`;
  });
}

async function createWriter() {
  const random = seededRandom(1);
  const listed = await stemDrawer(random);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const beginning = (): string => {
    let point = random() * 100;
    for (const [text, weight] of BEGINNINGS) {
      point -= weight;
      if (point < 0) return text;
    }
    return '';
  };
  const ending = (stem: string) =>
    random() < ENDING_SHARE ? ENDINGS[stem.charCodeAt(1) % ENDINGS.length] : '';
  const unlisted = Array.from({ length: UNLISTED }, () =>
    Array.from({ length: 4 + Math.floor(random() * 4) }, () => pick(LETTERS)).join(''),
  );
  // Squared, so that some of them come up far more often than others.
  const name = () => unlisted[Math.floor(random() ** 2 * UNLISTED)] as string;
  const written = (stem: string) =>
    isFunctionWord(stem) || !/^\p{L}{3,}$/u.test(stem) ? stem : `${beginning()}${stem}${ending(stem)}`;
  const number = () =>
    String(random() < 0.5 ? 1990 + Math.floor(random() * 35) : Math.floor(random() ** 3 * 5000));

  const sentence = (topic: readonly string[]): string => {
    const length = SHORTEST_SENTENCE + Math.floor(random() * (LONGEST_SENTENCE - SHORTEST_SENTENCE + 1));
    const words = Array.from({ length }, () => {
      const kind = random();
      if (kind < TOPIC_SHARE) return written(topic[Math.floor(random() ** 2 * topic.length)] as string);
      if (kind < TOPIC_SHARE + NUMBER_SHARE) return number();
      return kind < TOPIC_SHARE + NUMBER_SHARE + UNLISTED_SHARE ? name() : written(listed());
    });
    return `${random() < SAYING_SHARE ? `${pick(SAYING)} ` : ''}${words.join(' ')}.`;
  };

  return {
    body(sentences: number): string {
      const topic = Array.from({ length: TOPIC_LENGTH }, () => (random() < 0.2 ? name() : listed()));
      const paragraphs: string[] = [];
      for (let left = sentences; left > 0; ) {
        const length = Math.min(left, 1 + Math.floor(random() * LONGEST_PARAGRAPH));
        paragraphs.push(Array.from({ length }, () => sentence(topic)).join(' '));
        left -= length;
      }
      return paragraphs.join('\n');
    },
  };
}

/** Each level of the background table holds stems of about the same frequency: `2^(level / 2)`. */
async function stemDrawer(random: () => number): Promise<() => string> {
  const path = join(projectRoot, 'models', 'isnad-ar-background', 'background.json');
  const { levels } = JSON.parse(await readFile(path, 'utf8')) as { levels: string[] };
  const stems = levels.map((row) => row.split(' ').filter((stem) => stem !== ''));
  const sums: number[] = [];
  for (const [level, row] of stems.entries()) sums.push((sums.at(-1) ?? 0) + row.length * 2 ** (level / 2));
  return () => {
    const point = random() * (sums.at(-1) ?? 0);
    const row = stems[sums.findIndex((sum) => sum > point)] ?? [];
    return row[Math.floor(random() * row.length)] ?? '';
  };
}
