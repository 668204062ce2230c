import { contentWords } from '../arabic/content-words.ts';
import type { Lexicon } from '../arabic/lexicon.ts';
import { nameKey } from '../arabic/name-key.ts';
import { stem } from '../arabic/stem.ts';
import { splitWords } from '../arabic/words.ts';
import type { StoredArticle } from '../indexing/passage-store.ts';
import { isPublishedIn, newestFirst, type PublicationDates } from './publication-dates.ts';
import { createPublisherNames, type PublisherNames, publisherKey } from './publisher-names.ts';

/** Some articles, by what they say of themselves; what is left out may be anything. */
export interface ArticleFilter {
  /** A publisher, by any of its names. */
  readonly publisher?: string;
  /** Words that stand side by side in the title. */
  readonly title?: string;
  readonly published?: PublicationDates;
}

/** What the articles of an index say of themselves, to be searched. What a search needs is made when first asked for. */
export interface ArticleCatalogue {
  readonly articles: ReadonlyMap<string, StoredArticle>;
  readonly publishers: PublisherNames;
  /** The articles of a filter, in reading order. */
  filter(filter: ArticleFilter): StoredArticle[];
  /** The ids of the articles whose title, publisher and date hold all words of a query, the newest first. */
  find(query: string): string[];
}

export interface ArticleCatalogueOptions {
  readonly articles: ReadonlyMap<string, StoredArticle>;
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
}

/** Words for articles and for what dates are made of tell no article from another. Stems. */
const SAID_OF_ALL = new Set(
  ['مقال', 'مقالات', 'تقرير', 'تقارير', 'اخبار', 'خبر', 'مصدر', 'مصادر', 'عام', 'سنه', 'شهر', 'يوم'].map(
    stem,
  ),
);

export function createArticleCatalogue({ articles, lexicon }: ArticleCatalogueOptions): ArticleCatalogue {
  const names = once(() => {
    const all = [...articles.values()].flatMap(({ publisher }) => publisher ?? []);
    return createPublisherNames({ names: all, lexicon });
  });
  const titles = once(
    () => new Map([...articles.values()].map((each) => [each.id, rowOf(nameKeysOf(each.title))])),
  );
  const searched = once(
    () => new Map([...articles.values()].map((each) => [each.id, rowOf(searchKeysOf(each))])),
  );

  /** All that an article can be searched by: stems of its title and publisher, and its day, month and year. */
  function searchKeysOf({ title, publisher = '', published }: StoredArticle): string[] {
    const [year = '', month = '', day = ''] = published?.split('-') ?? [];
    const dated = published === undefined ? [] : [year, `month:${Number(month)}`, String(Number(day))];
    return [...splitWords(`${title} ${publisher}`).flatMap(({ folded }) => [stem(folded), folded]), ...dated];
  }

  return {
    articles,
    get publishers() {
      return names();
    },
    filter({ publisher, title, published }) {
      const isPublisher = publisher === undefined ? undefined : sameKeyAs(publisher);
      const run = title === undefined ? undefined : rowOf(nameKeysOf(title));
      return [...articles.values()].filter(
        (article) =>
          (isPublisher === undefined || isPublisher(article.publisher)) &&
          (run === undefined || titles().get(article.id)?.includes(run)) &&
          (published === undefined || isPublishedIn(article.published, published)),
      );
    },
    find(query) {
      const wanted = wantedKeys(query, lexicon);
      if (wanted.length === 0) return [];
      const found = [...searched()].flatMap(([id, row]) =>
        wanted.every((keys) => keys.some((key) => row.includes(` ${key} `))) ? [id] : [],
      );
      const dayOf = (id: string) => articles.get(id)?.published;
      return found.sort((left, right) => newestFirst(dayOf(left), dayOf(right)));
    },
  };
}

/** Tells names of one publisher; many articles have the same few. */
function sameKeyAs(publisher: string): (name: string | undefined) => boolean {
  const key = publisherKey(publisher);
  const known = new Map<string, boolean>();
  return (name) => {
    if (name === undefined) return false;
    const isSame = known.get(name) ?? publisherKey(name) === key;
    known.set(name, isSame);
    return isSame;
  };
}

/** For each word of a query the keys that an article may hold in its place; the words of a month's name are one. */
function wantedKeys(query: string, lexicon: Pick<Lexicon, 'entitiesIn'>): string[][] {
  const words = splitWords(query);
  const months = lexicon.entitiesIn(words).filter(({ kind }) => kind === 'month');
  const inMonth = (position: number) => months.find(({ start, end }) => start <= position && position < end);
  const saying = new Set(contentWords(words));
  return words.flatMap((word, position) => {
    const month = inMonth(position);
    if (month) {
      const own = words
        .slice(month.start, month.end)
        .map(({ folded }) => stem(folded))
        .join(' ');
      return month.start === position ? [[month.entity, own]] : [];
    }
    const isSaid = saying.has(word) && !SAID_OF_ALL.has(stem(word.folded));
    return isSaid ? [[stem(word.folded), word.folded, word.folded.replace(/^0+(?=[0-9])/u, '')]] : [];
  });
}

/** The keys of a text's words as names are compared. */
function nameKeysOf(text: string): string[] {
  return splitWords(text).map(({ folded }) => nameKey(folded));
}

/** Keys in a row, so that a run of them is found as a part of it. */
function rowOf(keys: readonly string[]): string {
  return ` ${keys.join(' ')} `;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
