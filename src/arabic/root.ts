const SHORTEST_ROOT = 4;
const SEEKING = /^[ايتنم]?ست(?=..)/u;
const DERIVING = /^[ايتم]/u;
const LONG_VOWELS = /[اوي]/gu;

/**
 * The consonants that the words of one family share, guessed from a stem: اجتماع, يجتمع and مجتمع give one key, and so
 * do لاعب and ملاعب. A guess, coarser than the stem: unrelated words meet in it too, so it belongs beside the stem as a
 * second, weaker sign that two words are related, never in its place.
 *
 * Takes off what derives verbs and nouns (the prefixes of the forms V to X, of the present tense and of participles,
 * and the inner ta of form VIII) and the long vowels behind the first letter. Stems under four letters and stems that
 * aren't Arabic stay as they are.
 */
export function root(stem: string): string {
  if (!/^[\u0621-\u064A]{4,}$/u.test(stem)) return stem;
  const derived = SEEKING.test(stem) ? stem.replace(SEEKING, '') : stem.replace(DERIVING, '');
  if (derived.length < SHORTEST_ROOT) return derived;
  const consonants = derived.charAt(0) + derived.slice(1).replace(LONG_VOWELS, '');
  if (derived === stem || consonants.length !== SHORTEST_ROOT) return consonants;
  if (consonants.charAt(1) === 'ت') return consonants.charAt(0) + consonants.slice(2);
  return /^[نت]/u.test(consonants) ? consonants.slice(1) : consonants;
}
