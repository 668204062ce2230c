import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { isFunctionWord, isQuestionWord } from '../../src/arabic/function-words.ts';

describe('isFunctionWord', () => {
  it.each(
    'في من على إلى عن التي الذي كانت وكان سيكون ولكن أنه عليها بها ومنه هؤلاء اللي الآن لأن'.split(' '),
  )('knows %s', (word) => expect(isFunctionWord(fold(word))).toBe(true));

  it.each('الرئيس دول عام قمة تأسست بوتين عين خلف 2022 twitter'.split(' ').concat(''))(
    'takes "%s" for a word with content',
    (word) => expect(isFunctionWord(fold(word))).toBe(false),
  );
});

describe('isQuestionWord', () => {
  it.each([
    ['standard', 'من ما ماذا متى أين كيف كم لماذا هل أي أية بماذا لمن ومتى وأين'],
    ['Levantine', 'مين وين امتى ايمتا شو ليش قديش'],
    ['Egyptian', 'مين فين امتى إيه ليه كام ازاي منين'],
    ['Gulf and Iraqi', 'وش ايش ليش وين شلون شكثر شنو'],
    ['Maghrebi', 'شكون علاش فاش شحال كيفاش آش وقتاش'],
  ])('knows the %s ones', (_, words) => {
    expect(words.split(' ').filter((word) => !isQuestionWord(fold(word)))).toEqual([]);
  });

  it.each('اللي في الذي الرئيس التقى كانت'.split(' '))('does not take %s for one', (word) =>
    expect(isQuestionWord(fold(word))).toBe(false),
  );
});
