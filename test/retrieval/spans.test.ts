import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerType } from '../../src/retrieval/answer-type.ts';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import { agreement, likeliestSpan } from '../../src/retrieval/spans.ts';
import { lexicon } from './knowledge.ts';

const ranges = fc.tuple(fc.nat(20), fc.nat(6)).map(([first, more]) => ({ first, last: first + more }));

describe('agreement', () => {
  it('is token F1 of the two as sets of positions', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const positions = ({ first, last }: { first: number; last: number }) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at);
        const shared = positions(left).filter((at) => positions(right).includes(at)).length;
        const expected = (2 * shared) / (positions(left).length + positions(right).length);
        expect(agreement(left, right)).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe('likeliestSpan', () => {
  it('takes the sure span', () => {
    const all = [
      { first: 0, last: 1 },
      { first: 4, last: 6 },
    ];
    expect(likeliestSpan(all, [0, 12])).toMatchObject({ range: all[1] });
    expect(likeliestSpan(all, [0, 12]).expected).toBeGreaterThan(0.99);
  });

  it('prefers the span that agrees with the other likely ones over a lone likelier one', () => {
    const all = [
      { first: 0, last: 0 },
      { first: 5, last: 7 },
      { first: 5, last: 8 },
      { first: 5, last: 6 },
    ];
    expect(likeliestSpan(all, [1, 0.8, 0.8, 0.8]).range).toEqual(all[1]);
  });
});

describe('typed spans', () => {
  const found = (text: string, type: AnswerType) => {
    const { words, spans } = analysePassage(text, lexicon);
    return spans
      .filter((span) => span.type === type)
      .map(({ first, last }) => text.slice(words[first]?.start, words[last]?.end));
  };

  it.each<[string, AnswerType, string]>([
    ['تأسست المنظمة في يونيو/حزيران 2001 بمدينة شنغهاي', 'date', 'يونيو/حزيران 2001'],
    ['التقى الرئيسان، الخميس 15 سبتمبر/أيلول 2022، في القمة', 'date', 'الخميس 15 سبتمبر/أيلول 2022'],
    ['انضمت الهند عام 2017', 'date', 'عام 2017'],
    ['وخطف التنظيم 16 طفلا من القرية', 'number', '16 طفلا'],
    ['تضم ثماني دول', 'number', 'ثماني دول'],
    ['ارتفعت الأسعار 20% هذا العام', 'percent', '20'],
    ['بقيمة 3 ملايين دولار', 'money', '3 ملايين دولار'],
    ['استمرت القمة ثلاثة أيام', 'duration', 'ثلاثة أيام'],
  ])('«%s» holds a %s', (text, type, span) => {
    expect(found(text, type)).toContain(span);
  });

  it('never point outside the passage', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('15', 'سبتمبر', '2022', 'في', 'عام', 'الماضي', 'مليون', 'دولار', 'الرئيس', '،'),
          { maxLength: 12 },
        ),
        (parts) => {
          const { words, spans } = analysePassage(parts.join(' '), lexicon);
          for (const { first, last } of spans) {
            expect(first).toBeGreaterThanOrEqual(0);
            expect(last).toBeGreaterThanOrEqual(first);
            expect(last).toBeLessThan(words.length);
          }
        },
      ),
    );
  });
});
