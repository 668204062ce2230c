/** Broken plurals of news Arabic, folded, each with its singular. */
export const BROKEN_PLURALS: ReadonlyMap<string, string> = new Map([
  ['قمم', 'قمه'],
  ['روسا', 'رييس'],
  ['وزرا', 'وزير'],
  ['دول', 'دوله'],
]);
