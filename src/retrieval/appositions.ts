import type { Background } from './background.ts';
import type { PassageAnalysis, PassageWord } from './passage-analysis.ts';
import type { AnalysedQuestion, QuestionTerm } from './question.ts';
import * as lists from './word-lists.ts';

/** A title and the name beside it: «وزير الخارجية الإيراني حسين أمير عبد اللهيان». Stems. */
export interface Apposition {
  readonly title: readonly string[];
  readonly name: readonly string[];
}

const MOST_MODIFIERS = 3;
const LONGEST_NAME = 4;
/** A word that fewer sentences of the language at large hold than this may be a name. */
const COMMON = 0.001;
/** How far a name stands for the words of a title that an article gives its bearer. */
const NAME_WEIGHT = 0.6;

/** Finds titles that are followed by a name. */
export function findAppositions(
  { words, entities }: Pick<PassageAnalysis, 'words' | 'entities'>,
  background: Background,
): Apposition[] {
  const kindAt = (position: number) =>
    entities.find(({ start, end }) => start <= position && position < end)?.kind;
  const isName = (position: number): boolean => {
    const word = words[position];
    if (word === undefined || word.isFunction || hasArticle(word)) return false;
    const kind = kindAt(position);
    if (kind !== undefined) return kind === 'leader';
    return lists.givenNames.has(word.folded) || background.share(word.stem) < COMMON;
  };
  // «وزير الخارجية الإيراني»، «رئيس أذربيجان»: definite, by the article or as a name of a place
  const isModifier = (position: number): boolean => {
    const word = words[position];
    if (word === undefined || word.isFunction || word.afterStop) return false;
    return hasArticle(word) || (kindAt(position) ?? 'leader') !== 'leader';
  };
  const found: Apposition[] = [];
  for (const [at, word] of words.entries()) {
    if (!isTitle(word)) continue;
    let next = at + 1;
    while (next - at <= MOST_MODIFIERS && isModifier(next)) next += 1;
    let end = next;
    // a comma may stand before a name, but not within it
    while (end - next < LONGEST_NAME && isName(end) && (end === next || !words[end]?.afterStop)) end += 1;
    if (end === next || next - at < 2) continue;
    const stems = (from: number, to: number) => words.slice(from, to).map(({ stem }) => stem);
    found.push({ title: stems(at, next), name: stems(next, end) });
  }
  return found;
}

const hasArticle = ({ folded }: PassageWord) => /^(?:[وبفك]?ال|و?لل)\p{L}{2}/u.test(folded);
const isTitle = ({ folded }: PassageWord) =>
  lists.personTitles.has(folded) ||
  lists.personTitles.has(folded.replace(/^(?:[وبفك]?ال|و?لل|[وبل])(?=\p{L}{3})/u, ''));

/** The titles that a question holds, each with the word after it: stems. */
export function titleWords({ words }: Pick<AnalysedQuestion, 'words'>): string[][] {
  return words.flatMap((word, at) =>
    isTitle(word) && words[at + 1] !== undefined ? [words.slice(at, at + 2).map(({ stem }) => stem)] : [],
  );
}

/**
 * Lets the names that passages give a title's bearer stand for the title: asked of «الرئيس التركي», a sentence on
 * «أردوغان» is about him where the articles say so.
 */
export function withAliases(
  question: AnalysedQuestion,
  passages: readonly Pick<PassageAnalysis, 'words' | 'entities'>[],
  background: Background,
): AnalysedQuestion {
  const asked = question.words.map(({ stem }) => stem);
  const added = new Map<number, Set<string>>();
  for (const passage of passages) {
    for (const { title, name } of findAppositions(passage, background)) {
      const at = placeOf(title, asked);
      for (let position = at; at >= 0 && position < at + title.length; position++)
        added.set(position, new Set([...(added.get(position) ?? []), ...name]));
    }
  }
  if (added.size === 0) return question;
  return { ...question, terms: question.terms.map((term) => withNames(term, added.get(term.position))) };
}

/** Where a row of stems stands within another, or -1. */
function placeOf(row: readonly string[], stems: readonly string[]): number {
  return stems.findIndex((_, at) => row.every((stem, offset) => stems[at + offset] === stem));
}

function withNames(term: QuestionTerm, names: ReadonlySet<string> | undefined): QuestionTerm {
  if (names === undefined) return term;
  const keys = new Map(term.keys);
  for (const name of names) keys.set(name, Math.max(keys.get(name) ?? 0, NAME_WEIGHT));
  return { ...term, keys };
}
