import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../evaluation/seeded-random.ts';
import type { Article } from '../src/corpus/article.ts';
import { projectRoot } from '../src/project-root.ts';

/** Sentences of one made-up article. */
const ARTICLE_LENGTH = 20;
const SHORTEST_SENTENCE = 8;
const LONGEST_SENTENCE = 32;

/**
 * Articles of words drawn as often as Arabic news uses them. They say nothing, but searching them costs what searching
 * news costs: common words are common and rare ones rare. The same for the same size.
 */
export async function makeUpArticles(sentences: number): Promise<Article[]> {
  const draw = await wordDrawer();
  return Array.from({ length: Math.ceil(sentences / ARTICLE_LENGTH) }, (_, number) => {
    const length = Math.min(ARTICLE_LENGTH, sentences - number * ARTICLE_LENGTH);
    const body = Array.from({ length }, () => sentence(draw)).join('\n');
    return { id: `article-${number}`, title: `article ${number}`, language: 'ar', body };
  });
}

interface Drawer {
  /** A number in [0, 1). */
  random(): number;
  word(): string;
}

function sentence({ random, word }: Drawer): string {
  const length = SHORTEST_SENTENCE + Math.floor(random() * (LONGEST_SENTENCE - SHORTEST_SENTENCE + 1));
  return `${Array.from({ length }, word).join(' ')}.`;
}

/** Each level of the background table holds stems of about the same frequency: `2^(level / 2)`. */
async function wordDrawer(): Promise<Drawer> {
  const path = join(projectRoot, 'models', 'isnad-ar-background', 'background.json');
  const { levels } = JSON.parse(await readFile(path, 'utf8')) as { levels: string[] };
  const words = levels.map((stems) => stems.split(' ').filter((stem) => stem !== ''));
  const sums: number[] = [];
  for (const [level, stems] of words.entries())
    sums.push((sums.at(-1) ?? 0) + stems.length * 2 ** (level / 2));
  const random = seededRandom(1);
  return {
    random,
    word() {
      const point = random() * (sums.at(-1) ?? 0);
      const stems = words[sums.findIndex((sum) => sum > point)] ?? [];
      return stems[Math.floor(random() * stems.length)] ?? '';
    },
  };
}
