const PERSONAL = [
  /https?:\/\/\S+/giu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  /(?<![\p{L}\p{N}_])@\w{3,}/gu,
  // A telephone's, an identity card's or an account's number: no date or figure of an article is so long.
  /\+?\p{Nd}(?:[\s().-]?\p{Nd}){8,}/gu,
];

/** A question without what may tell who asked it or of whom: addresses, names of accounts, long numbers. */
export function withoutPersonalData(question: string): string {
  return PERSONAL.reduce((text, pattern) => text.replace(pattern, '…'), question);
}
