import type { Lexicon } from '../arabic/lexicon.ts';
import { nameKey } from '../arabic/name-key.ts';
import { splitWords } from '../arabic/words.ts';

/** A publisher of the articles. */
export interface Publisher {
  /** As its first article has it. */
  readonly name: string;
  /** The same for every way to write the name. */
  readonly key: string;
}

/** A publisher named in a row of words, up to word `end` (exclusive). */
export interface NamedPublisher {
  readonly publisher: Publisher;
  readonly end: number;
}

export interface NamedAtOptions {
  /** The keys the first word may be compared by; those of a name where left out. */
  readonly first?: readonly string[];
}

/** The publishers of some articles, to be found in questions. */
export interface PublisherNames {
  /** The publisher that the words from `start` on name; the longest name where there are several. */
  namedAt(
    words: readonly { readonly folded: string }[],
    start: number,
    options?: NamedAtOptions,
  ): NamedPublisher | undefined;
}

export interface PublisherNamesOptions {
  /** As the articles have them. */
  readonly names: Iterable<string>;
  readonly lexicon: Pick<Lexicon, 'entitiesIn'>;
}

/** What a publisher is, written before its name or left out. As name keys. */
const KINDS = new Set(
  [
    'قناه',
    'شبكه',
    'صحيفه',
    'جريده',
    'مجله',
    'وكاله',
    'موقع',
    'بوابه',
    'اذاعه',
    'راديو',
    'تلفزيون',
    'منصه',
  ].concat(['انباء', 'فضائيه']),
);
/** Written after its name or left out. As name keys. */
const ENDINGS = new Set(['نت', 'انباء', 'اخباريه', 'اخباري', 'فضائيه', 'اونلاين']);

/** Names of newspapers that are everyday words: they need to be called a newspaper. As name keys. */
const EVERYDAY = new Set([
  'يوم',
  'خبر',
  'حدث',
  'وطن',
  'راي',
  'راي اليوم',
  'حياه',
  'مستقبل',
  'غد',
  'امس',
  'عالم',
  'بلد',
]);

const SURE = 0.9;

/**
 * The key of a publisher's name: its words without what says only what it is. «قناة الجزيرة», «الجزيرة نت» and «الجزيرة»
 * are one publisher.
 */
export function publisherKey(name: string): string {
  return coreWords(name).join(' ');
}

function coreWords(name: string): string[] {
  const keys = splitWords(name).map(({ folded }) => nameKey(folded));
  let [first, end] = [0, keys.length];
  while (first < end - 1 && KINDS.has(keys[first] ?? '')) first += 1;
  while (end > first + 1 && ENDINGS.has(keys[end - 1] ?? '')) end -= 1;
  return keys.slice(first, end);
}

export function createPublisherNames({ names, lexicon }: PublisherNamesOptions): PublisherNames {
  const publishers = new Map<string, Publisher>();
  const byEntity = new Map<string, Publisher>();
  const needsKind = new Set<string>();
  let longest = 0;
  for (const name of new Set(names)) {
    const core = coreWords(name);
    const key = core.join(' ');
    if (key === '' || publishers.has(key)) continue;
    const publisher = { name, key };
    publishers.set(key, publisher);
    longest = Math.max(longest, core.length);
    const words = core.map((folded) => ({ folded }));
    const whole = lexicon.entitiesIn(words).filter(({ start, end }) => start === 0 && end === core.length);
    if (whole.some(({ kind }) => kind !== 'organisation') || EVERYDAY.has(key)) needsKind.add(key);
    for (const { entity, kind } of [...whole, ...wholeMentions(name)])
      if (kind === 'organisation') byEntity.set(entity, publisher);
  }

  function wholeMentions(name: string) {
    const words = splitWords(name);
    return lexicon
      .entitiesIn(words)
      .filter(({ start, end, weight }) => start === 0 && end === words.length && weight >= SURE);
  }

  return {
    namedAt(words, start, { first = [nameKey(words[start]?.folded ?? '')] } = {}) {
      const keyAt = (position: number) => nameKey(words[position]?.folded ?? '');
      let from = start;
      while ((from === start ? first : [keyAt(from)]).some((key) => KINDS.has(key))) from += 1;
      const isCalledOne = from > start;
      const firsts = isCalledOne ? [keyAt(from)] : first;
      for (let end = Math.min(words.length, from + longest); end > from; end -= 1) {
        const rest = Array.from({ length: end - from - 1 }, (_, offset) => keyAt(from + 1 + offset));
        for (const key of firsts) {
          const publisher = publishers.get([key, ...rest].join(' '));
          if (publisher === undefined || (needsKind.has(publisher.key) && !isCalledOne)) continue;
          return { publisher, end: ENDINGS.has(keyAt(end)) ? end + 1 : end };
        }
      }
      if (byEntity.size === 0) return undefined;
      const other = lexicon
        .entitiesIn(words)
        .find((mention) => mention.start === start && mention.weight >= SURE && byEntity.has(mention.entity));
      const publisher = other && byEntity.get(other.entity);
      return publisher && { publisher, end: other.end };
    },
  };
}
