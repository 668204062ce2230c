import { expect, test } from 'vitest';
import { matchedWords } from '../../src/retrieval/matched-words.ts';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { background, corpusOf, lexicon } from './knowledge.ts';

test.each([
  ['متى تأسست المنظمة؟', 'تضم المنظمة التي تأسست عام 2001 ثماني دول.', ['المنظمة', 'تأسست']],
  ['ما أهداف المنظمة؟', 'تهدف المنظمة إلى تعزيز الثقة.', ['تهدف المنظمة']],
  ['بماذا ندد الرئيس؟', 'أكد الرئيس التزامه، مندداً بالاستفزازات.', ['الرئيس', 'مندداً']],
  ['ما سعر النفط؟', 'تضم المنظمة ثماني دول.', []],
])('%s marks what a sentence says of it', (question, text, marked) => {
  const ranges = matchedWords(
    analyseQuestion(question, { lexicon, background, corpus: corpusOf() }),
    analysePassage(text, lexicon),
  );
  expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual(marked);
});
