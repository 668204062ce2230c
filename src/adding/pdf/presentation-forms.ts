/** Shapes of Arabic letters and ligatures of them; the phrases (ﷺ) and ornate brackets among them are left as they are. */
const FORMS = /[\uFB50-\uFD3D\uFD50-\uFDF9\uFE70-\uFEFC]+/gu;
/** What a mark that stands for itself is shown on. */
const CARRIER = /[ \u0640](?=\p{M})/gu;

/** The text with the letters themselves in place of their shapes: ﻼ as لا, ﻟ as ل. */
export function toLetters(text: string): string {
  return text.replace(FORMS, (forms) => forms.normalize('NFKC').replace(CARRIER, ''));
}
