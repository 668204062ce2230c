/** Marks that a letter may carry: vowels, Quranic signs, and the presentation forms that stand for such marks alone. */
const MARKS =
  '\\u0300-\\u036F\\u0610-\\u061A\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u08CA-\\u08E1' +
  '\\u08E3-\\u08FF\\uFC5E-\\uFC63\\uFCF2-\\uFCF4\\uFE70-\\uFE72\\uFE74\\uFE76-\\uFE7F';

/** Characters without a shape of their own: tatweel, soft hyphen, joiners, bidi controls, variation selectors. */
const INVISIBLES =
  '\\u00AD\\u034F\\u061C\\u0640\\u180B-\\u180F\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFE00-\\uFE0F\\uFEFF' +
  '\\u{E0100}-\\u{E01EF}';

const VANISHING = new RegExp(`[${MARKS}${INVISIBLES}]+`, 'gu');

/** Text of these characters alone is already in NFKC, or becomes so once its marks are gone. */
const NEEDS_NORMALIZING =
  /[^\p{ASCII}\u060C\u061B\u061F\u0621-\u0655\u0660-\u066C\u0670\u0671\u06F0-\u06F9]/u;

/** Variants of a letter (left) that writers use for one another, or that keyboards of other languages type. */
const LETTERS: Readonly<Record<string, string>> = {
  ا: 'أإآٱٲٳ',
  ي: 'ىئیېےۍێۓ',
  و: 'ؤۆۇۈۋۅۄ',
  ه: 'ةھہۀۂۃەۿ',
  ك: 'کگڪڭݣڬ',
  ج: 'چ',
  ب: 'پ',
  ف: 'ڤڥ',
  ق: 'ڨ',
  ز: 'ژ',
  ن: 'ں',
  // The hamza on the line is the letter that is most often left out: سوء and سو, شيء and شي, وزراء and وزرا.
  '': 'ء٬',
  '.': '٫',
};

const FOLDED = new Map<string, string>();
for (const [letter, variants] of Object.entries(LETTERS)) {
  for (const variant of variants) FOLDED.set(variant, letter);
}
for (let digit = 0; digit <= 9; digit++) {
  FOLDED.set(String.fromCodePoint(0x660 + digit), String(digit));
  FOLDED.set(String.fromCodePoint(0x6f0 + digit), String(digit));
}
const FOLDING = new RegExp(`[${[...FOLDED.keys()].join('')}]`, 'gu');

const THOUSANDS_COMMA = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/gu;

/**
 * The form of a text that is matched, never shown: spellings that readers take for the same become equal.
 *
 * Marks, tatweel and invisible characters go; presentation forms become letters (NFKC); alef, ya, waw and ha lose
 * their hamza and dots; a hamza on the line goes; digits become ASCII, `٫` a full stop, and the commas between
 * thousands go; Latin letters become lower case. `fold(fold(text)) === fold(text)`. Never throws, lone surrogates
 * included.
 */
export function fold(text: string): string {
  const bare = text.replace(VANISHING, '');
  const normal = NEEDS_NORMALIZING.test(bare)
    ? bare.normalize('NFKC').toLowerCase().replace(VANISHING, '')
    : bare;
  return normal
    .toLowerCase()
    .replace(FOLDING, (letter) => FOLDED.get(letter) ?? letter)
    .replace(THOUSANDS_COMMA, '');
}
