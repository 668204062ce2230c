/** A letter with its marks, as it stands on a line. */
export type Cluster = string;

const ARABIC = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;
/** Signs that hold the parts of a number together: 15/9/2022, 3.5, 10:30. */
const NUMBER_SEPARATOR = /^[.,:/\u060C\u066B\u066C]$/u;

const MIRRORED = new Map(
  ['()', '[]', '{}', '<>', '«»', '‹›', '﴾﴿', '⟨⟩'].flatMap(([open = '', close = '']): [string, string][] => [
    [open, close],
    [close, open],
  ]),
);

type Kind = 'right-to-left' | 'left-to-right' | 'digit' | 'neutral';

/**
 * The text of a line whose letters are given from left to right: Arabic is turned round, while numbers and words of
 * other scripts within it keep their direction, as the rules of bidirectional text showed them.
 */
export function logicalOrder(visual: readonly Cluster[]): string {
  const kinds = visual.map(kindOf);
  const arabic = kinds.filter((kind) => kind === 'right-to-left').length;
  if (arabic === 0) return visual.join('');
  const latin = kinds.filter((kind) => kind === 'left-to-right').length;
  if (arabic * 2 >= latin) return turned(visual, kinds).trim();
  return turnedWithin(visual, kinds).trim();
}

/** A line of another script, with Arabic in it: from each first Arabic letter to the last, without Latin between. */
function turnedWithin(visual: readonly Cluster[], kinds: readonly Kind[]): string {
  let text = '';
  let at = 0;
  while (at < visual.length) {
    const first = kinds.indexOf('right-to-left', at);
    if (first < 0) break;
    const nextLatin = kinds.indexOf('left-to-right', first);
    const last = kinds.lastIndexOf('right-to-left', nextLatin < 0 ? kinds.length : nextLatin);
    text +=
      visual.slice(at, first).join('') + turned(visual.slice(first, last + 1), kinds.slice(first, last + 1));
    at = last + 1;
  }
  return text + visual.slice(at).join('');
}

function turned(visual: readonly Cluster[], kinds: readonly Kind[]): string {
  const runs: string[][] = [];
  let at = 0;
  while (at < visual.length) {
    const end = endOfForwardRun(visual, kinds, at);
    runs.push(visual.slice(at, end > at ? end : at + 1));
    at = Math.max(end, at + 1);
  }
  const logical = runs.reverse();
  const plain = logical.map((run) => run.join('')).join('');
  const mirrored = logical.map((run) => (run.length === 1 ? mirror(run[0] ?? '') : run.join(''))).join('');
  // some programs write the bracket that is meant, most the one that is seen
  return unmatchedBrackets(plain) < unmatchedBrackets(mirrored) ? plain : mirrored;
}

/** Where the word of another script, or the number, ends that begins here; `start` itself where none does. */
function endOfForwardRun(visual: readonly Cluster[], kinds: readonly Kind[], start: number): number {
  if (kinds[start] === 'digit') {
    let end = start + 1;
    while (
      kinds[end] === 'digit' ||
      (NUMBER_SEPARATOR.test(visual[end] ?? '') && kinds[end + 1] === 'digit')
    ) {
      end += 1;
    }
    // a word that begins with a digit (4x4) goes on
    return kinds[end] === 'left-to-right' ? endOfWords(kinds, end) : end;
  }
  return kinds[start] === 'left-to-right' ? endOfWords(kinds, start) : start;
}

/** Words of other scripts, the digits and signs between them included. */
function endOfWords(kinds: readonly Kind[], start: number): number {
  const arabic = kinds.indexOf('right-to-left', start);
  const stretch = kinds.slice(start, arabic < 0 ? undefined : arabic);
  return start + 1 + stretch.findLastIndex((kind) => kind === 'left-to-right' || kind === 'digit');
}

function kindOf(cluster: Cluster): Kind {
  if (ARABIC.test(cluster) && !DIGIT.test(cluster)) return LETTER.test(cluster) ? 'right-to-left' : 'neutral';
  if (DIGIT.test(cluster)) return 'digit';
  return LETTER.test(cluster) ? 'left-to-right' : 'neutral';
}

function mirror(cluster: Cluster): string {
  return MIRRORED.get(cluster) ?? cluster;
}

function unmatchedBrackets(text: string): number {
  const open: string[] = [];
  let unmatched = 0;
  for (const sign of text) {
    if (/[([{«‹⟨]/u.test(sign)) open.push(sign);
    if (!/[)\]}»›⟩]/u.test(sign)) continue;
    if (open.at(-1) === MIRRORED.get(sign)) open.pop();
    else unmatched += 1;
  }
  return unmatched + open.length;
}
