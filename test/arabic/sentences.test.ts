import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/arabic/sentences.ts';

const split = (text: string, maximumLength?: number) =>
  splitSentences(text, maximumLength === undefined ? {} : { maximumLength }).map(({ start, end }) =>
    text.slice(start, end),
  );

describe('splitSentences', () => {
  it.each([
    ['full stops', 'وصل الوفد. وغادر.', ['وصل الوفد.', 'وغادر.']],
    ['question marks', 'من وصل؟ لا أحد? نعم! طيب… آخر', ['من وصل؟', 'لا أحد?', 'نعم!', 'طيب…', 'آخر']],
    ['repeated marks', 'حقا؟! نعم... لا.. تم', ['حقا؟!', 'نعم...', 'لا..', 'تم']],
    [
      'line ends',
      'عنوان\nنص\r\nآخر\rثالث\u2028رابع\u2029خامس',
      ['عنوان', 'نص', 'آخر', 'ثالث', 'رابع', 'خامس'],
    ],
    ['closing marks', 'وقال: "نعم." ثم مضى (مسرعا).', ['وقال: "نعم."', 'ثم مضى (مسرعا).']],
    ['a missing space', 'صدر عن المنظمة.وقال الرئيس', ['صدر عن المنظمة.', 'وقال الرئيس']],
    ['footnotes', 'ولد عام 1950.[1][2] ثم مات.[3]وبعدها', ['ولد عام 1950.[1][2]', 'ثم مات.[3]', 'وبعدها']],
    ['items without a space', 'تبنت القرار .- وانضمت', ['تبنت القرار .', '- وانضمت']],
  ])('splits at %s', (_, text, sentences) => expect(split(text)).toEqual(sentences));

  it.each([
    ['a quotation', 'وقال: «الأول هنا. الثاني هناك. وانتهى» في بيان'],
    ['curly quotation marks', 'وقال “الأول هنا. الثاني هناك” في بيان'],
    ['ASCII quotation marks', 'وقال "الأول هنا. الثاني هناك" في بيان'],
    ['brackets', 'وصل الوفد (نعم. لا!) مساء'],
    ['a title that asks', 'شاهدت فيلم "من أنت؟" في السينما'],
    ['titles of people', 'قال د. أحمد وأ.د. سمير ود. منى إن م. سعيد وصل'],
    ['eras', 'قتل قيصر عام 44 ق.م. في روما وذلك قبل 132 هـ. بكثير'],
    ['initials', 'كتب أ. ب. محفوظ عن J. K. Rowling وعن U.S. Army'],
    ['decimals', 'ارتفع 3.5 و٣٫٥ إلى 1.200 نقطة'],
    ['dates', 'التقيا في 15.9.2022 مساء'],
    ['addresses', 'على https://a.example/b.html?c=d!e وعلى www.example.com وa.b@c.example الآن'],
    ['list numbers', '1. الأول في القائمة'],
    ['a mark before a comma', 'قال: "نعم!"، ثم مضى'],
  ])('keeps whole %s', (_, text) => expect(split(text)).toEqual([text]));

  it('ends a line even behind an abbreviation', () => {
    expect(split('ولد سنة 570 م.\nومات سنة 11 هـ.\nتم')).toEqual(['ولد سنة 570 م.', 'ومات سنة 11 هـ.', 'تم']);
  });

  it('does not wait for a quotation that nothing closes', () => {
    expect(split('قال "نعم هذا. ثم مضى. وعاد')).toEqual(['قال "نعم هذا.', 'ثم مضى.', 'وعاد']);
    expect(split('لا يناسب غالبية الدول". بدوره قال')).toEqual(['لا يناسب غالبية الدول".', 'بدوره قال']);
  });

  it('cites the sentences of a long quotation one by one', () => {
    const sentence = 'هذه جملة من خطاب طويل ألقاه الرئيس أمام الحضور في القمة. ';
    expect(split(`وقال: «${sentence.repeat(6).trim()}»`)).toHaveLength(6);
  });

  it('leaves no sentence of signs alone beside one of words', () => {
    expect(split('... وأضاف الرئيس. " . .')).toEqual(['... وأضاف الرئيس. " . .']);
    expect(split('. . .')).toEqual(['. . .']);
  });

  it('cuts an over-long sentence at a semicolon, else a comma, else a space, else anywhere', () => {
    expect(split('واحد اثنان؛ ثلاثة، أربعة خمسة', 20)).toEqual(['واحد اثنان؛', 'ثلاثة، أربعة خمسة']);
    expect(split('واحد اثنان، ثلاثة أربعة خمسة', 20)).toEqual(['واحد اثنان،', 'ثلاثة أربعة خمسة']);
    expect(split('واحد اثنان ثلاثة', 12)).toEqual(['واحد اثنان', 'ثلاثة']);
    expect(split('😀😀😀', 3)).toEqual(['😀', '😀', '😀']);
  });

  it('reads the event article as its fifteen lines', () => {
    const source = readFileSync(new URL('../../corpus/samarkand-2022.md', import.meta.url), 'utf8');
    const body = source.replace(/^---\n[\s\S]*?\n---\n+/u, '');
    expect(split(body)).toEqual(body.trim().split('\n'));
    expect(split(body)).toHaveLength(15);
  });

  it('loses nothing but whitespace, in order, whatever the text and limit', () => {
    const pieces = fc.constantFrom(
      ...[
        '. ',
        '.',
        '؟',
        '…',
        '\n',
        '\r',
        '\u2028',
        ' ',
        '\t\t\t',
        '"',
        '«',
        '»',
        '(',
        ')',
        '[1]',
        '،',
        '؛ ',
      ],
      ...[
        'المنظمة',
        'قال',
        'د',
        'م',
        '12',
        '3.5',
        'J',
        'www.a.b',
        '😀',
        '\uD800',
        '\uDC00',
        'ـ',
        '\u064B',
        '\uFEFF',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (sample, maximumLength) => {
        let end = 0;
        for (const range of splitSentences(sample, { maximumLength })) {
          const sentence = sample.slice(range.start, range.end);
          expect(sample.slice(end, range.start).trim()).toBe('');
          expect(range.start).toBeGreaterThanOrEqual(end);
          expect(sentence).toBe(sentence.trim());
          expect(sentence).not.toBe('');
          expect(sentence).not.toMatch(/[\n\r\u2028\u2029]/u);
          expect(sentence.length).toBeLessThanOrEqual(maximumLength);
          expect(/[\uD800-\uDBFF]$/.test(sentence) && /^[\uDC00-\uDFFF]/.test(sample.slice(range.end))).toBe(
            false,
          );
          end = range.end;
        }
        expect(sample.slice(end).trim()).toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['"', '.', '. ', '".', '«', '("', 'م. ', 'www.', '[1]', 'قال. '])(
    'takes time in proportion to the length of a text of %j',
    (unit) => {
      const duration = (length: number) => {
        const text = unit.repeat(length / unit.length);
        let best = Number.POSITIVE_INFINITY;
        for (let round = 0; round < 3; round++) {
          const start = performance.now();
          splitSentences(text);
          best = Math.min(best, performance.now() - start);
        }
        return best;
      };
      duration(60_000);
      // Eight times the text: eight times the time, sixty-four if quadratic.
      expect(duration(480_000) / Math.max(duration(60_000), 1)).toBeLessThan(32);
    },
  );
});
