import fc from 'fast-check';
import type { FmtString } from 'telegraf/format';
import { describe, expect, test } from 'vitest';
import type { Answer, AnswerScope, Citation } from '../../src/answering/answer.ts';
import { messages } from '../../src/bot/messages.ts';
import { MAXIMUM_MESSAGE_LENGTH, renderAnswer } from '../../src/bot/render-answer.ts';
import type { ArticleSummary } from '../../src/corpus/article.ts';

const articles = new Map<string, ArticleSummary>([
  [
    'summit',
    {
      id: 'summit',
      title: 'قمة سمرقند',
      publisher: 'وكالة',
      published: '2022-09-15',
      language: 'ar',
    },
  ],
  ['bare', { id: 'bare', title: 'bare', language: 'ar' }],
]);

const citation = (given: Partial<Citation>): Citation => ({
  number: 1,
  article: 'summit',
  sentence: 10,
  start: 0,
  end: 0,
  text: 'تأسست المنظمة عام 2001.',
  highlights: [[0, 13]],
  score: 1,
  ...given,
});

const answer = (given: Partial<Answer>): Answer => ({
  question: 'متى تأسست المنظمة؟',
  outcome: 'answered',
  confidence: 0.9,
  answer: null,
  citations: [citation({})],
  ranked: [],
  tookMs: 1,
  ...given,
});

/** The parts of a message that an entity makes bold. */
const boldParts = ({ text, entities = [] }: FmtString) =>
  entities
    .filter(({ type }) => type === 'bold')
    .map(({ offset, length }) => text.slice(offset, offset + length));

describe('an answer', () => {
  test('quotes the sentence, its matched words in bold, and says where it stands', () => {
    const { message } = renderAnswer(answer({}), articles);
    expect(message.text).toBe(
      '\u200f\u2068تأسست المنظمة عام 2001.\u2069 [١]\n— قمة سمرقند، وكالة، ١٥ سبتمبر/أيلول ٢٠٢٢، الجملة ١٠',
    );
    expect(boldParts(message)).toEqual(['تأسست المنظمة']);
  });

  test('begins with the short answer in bold', () => {
    const { message } = renderAnswer(answer({ answer: { text: '2001', citation: 1 } }), articles);
    expect(message.text).toMatch(/^2001\n\n\u200f\u2068تأسست المنظمة/);
    expect(boldParts(message)).toEqual(['2001', 'تأسست المنظمة']);
  });

  test('shows supporting sentences after it, with what is known of their article', () => {
    const second = citation({
      number: 2,
      article: 'bare',
      sentence: 3,
      text: 'ضمت ثماني دول.',
      highlights: [[4, 9]],
    });
    const { message } = renderAnswer(answer({ citations: [citation({}), second] }), articles);
    expect(message.text).toMatch(
      /\n\nضمت ثماني دول\. \[٢\]\n— قمة سمرقند، وكالة، ١٥ سبتمبر\/أيلول ٢٠٢٢، الجملة ١٠ \[١\]\n— bare، الجملة ٣ \[٢\]$/,
    );
    expect(boldParts(message)).toEqual(['تأسست المنظمة', 'ثماني']);
  });
});

test('a related sentence is offered as no more than that', () => {
  const one = new Map([...articles].slice(0, 1));
  expect(renderAnswer(answer({ outcome: 'related' }), one).message.text).toMatch(
    /^لم أجد جوابًا أثق به\. أقرب ما في المقال:\n\n\u200f\u2068تأسست المنظمة/,
  );
});

test('what is not in the text is said so', () => {
  const nothing = answer({ outcome: 'not_found', citations: [] });
  const one = new Map([...articles].slice(0, 1));
  expect(renderAnswer(nothing, one).message.text).toBe('لم أجد جوابًا عن هذا في المقال.');
  expect(renderAnswer(nothing, articles).message.text).toBe('لم أجد جوابًا عن هذا في المقالات.');
});

test.each([
  ['empty', 'اكتب سؤالك بالكلمات من فضلك.'],
  ['too_long', 'سؤالك طويل جدًا. لخّصه من فضلك في جملة أو جملتين.'],
  ['not_arabic', messages.rejected.not_arabic],
] as const)('a question rejected as %s gets its own line', (rejection, text) => {
  expect(renderAnswer(answer({ outcome: 'rejected', rejection, citations: [] }), articles).message.text).toBe(
    text,
  );
});

describe('what other articles say too', () => {
  const place = (article: string) => ({ article, sentence: 4, start: 0, end: 9 });

  test('is named under the article it is cited from', () => {
    const citations = [citation({ alsoIn: [place('bare')] })];
    expect(renderAnswer(answer({ citations }), articles).message.text).toMatch(
      /، الجملة ١٠\nورد أيضًا في: bare$/,
    );
  });

  test('is counted from the third article on, with the number of its sentence', () => {
    const alsoIn = ['bare', 'a', 'b', 'c', 'd'].map(place);
    const citations = [citation({}), citation({ number: 2, article: 'bare', alsoIn })];
    expect(renderAnswer(answer({ citations }), articles).message.text).toMatch(
      /— bare، الجملة ١٠ \[٢\]\nورد أيضًا في: bare؛ a؛ وفي ٣ مقالات غير ذلك \[٢\]$/,
    );
  });
});

test('what finds no room beside the longest of all answers is left out', () => {
  const long = 'ا '.repeat(2500);
  const named = { title: long, publisher: long, published: '2022-10-15', language: 'ar' };
  const place = { article: 'other', sentence: 1, start: 0, end: 1 };
  const cited = citation({ text: long, highlights: [], alsoIn: [place, place, place] });
  const { message } = renderAnswer(
    answer({
      citations: [cited, { ...cited, number: 2 }],
      answer: { text: long, citation: 1 },
      scope: { publisher: long, published: { from: '2022-09-01', to: '2022-10-15' }, articles: 2 },
    }),
    new Map(['summit', 'other'].map((id) => [id, { id, ...named }])),
    { asked: long },
  );
  expect(message.text.length).toBeLessThanOrEqual(MAXIMUM_MESSAGE_LENGTH);
  expect(message.text).toContain('فقط.');
});

describe('what a question was limited to', () => {
  const scoped = (scope: Omit<AnswerScope, 'articles'>, given: Partial<Answer> = {}, count = 2) =>
    renderAnswer(answer({ scope: { ...scope, articles: count }, ...given }), articles).message;

  test.each<[Omit<AnswerScope, 'articles'>, string]>([
    [{ publisher: 'الوكالة' }, 'مقالات الوكالة'],
    [
      { publisher: 'الوكالة', published: { from: '2022-01-01', to: '2022-12-31' } },
      'مقالات الوكالة المنشورة في عام ٢٠٢٢',
    ],
    [{ published: { from: '2022-02-01', to: '2022-02-28' } }, 'المقالات المنشورة في فبراير/شباط ٢٠٢٢'],
    [{ published: { from: '09-01', to: '09-31' } }, 'المقالات المنشورة في سبتمبر/أيلول'],
    [{ published: { from: '09-15', to: '09-15' } }, 'المقالات المنشورة يوم ١٥ سبتمبر/أيلول'],
    [
      { published: { from: '2022-09-01', to: '2022-09-15' } },
      'المقالات المنشورة بين ١ و١٥ سبتمبر/أيلول ٢٠٢٢',
    ],
    [
      { published: { from: '2022-09-01', to: '2022-10-15' } },
      'المقالات المنشورة بين ١ سبتمبر/أيلول ٢٠٢٢ و١٥ أكتوبر/تشرين الأول ٢٠٢٢',
    ],
    [{ published: { from: '2022-09-01' } }, 'المقالات المنشورة منذ ١ سبتمبر/أيلول ٢٠٢٢'],
    [{ published: { to: '2022-09-01' } }, 'المقالات المنشورة حتى ١ سبتمبر/أيلول ٢٠٢٢'],
    [{ title: 'قمة' }, 'المقالات التي في عنوانها «قمة»'],
  ])('%o stands in a line of its own', (scope, words) => {
    const { text, entities = [] } = scoped(scope);
    expect(
      text
        .split('\n\n')
        .at(-1)
        ?.replaceAll(/[\u200f\u2068\u2069]/g, ''),
    ).toBe(`بحثت في ${words} فقط.`);
    expect(entities.at(-1)?.type).toBe('italic');
    expect(scoped(scope, { outcome: 'not_found', citations: [] }).text).toBe(
      `لم أجد جوابًا عن هذا في ${words}.`,
    );
  });

  test('one article is named by its title', () => {
    expect(scoped({ title: 'قمة سمرقند' }, {}, 1).text).toMatch(/\n\nبحثت في مقال «قمة سمرقند» فقط\.$/);
  });
});

test('no message is over Telegram’s limit, and every entity lies within its text', () => {
  const words = fc.array(fc.constantFrom('كلمة', '😀', 'a', 'x'.repeat(500)), {
    minLength: 1,
    maxLength: 1500,
  });
  const citations = fc.array(
    fc.tuple(words, fc.nat(), fc.nat()).map(([parts, from, length]) => {
      const text = parts.join(' ');
      const start = from % text.length;
      const alsoIn = Array.from({ length: length % 6 }, () => ({
        article: 'summit',
        sentence: 9,
        start: 0,
        end: 1,
      }));
      const highlights = [[start, Math.min(text.length, start + 1 + (length % 50))] as const];
      return citation({ text, highlights, ...(length % 6 > 0 && { alsoIn }) });
    }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(citations, words, (cited, title) => {
      const named = { title: title.join(' '), publisher: title.join(' ') };
      const article = { id: 'summit', ...named, published: '2022-09-15', language: 'ar' };
      const scope = {
        publisher: named.publisher,
        published: { from: '2022-09-01', to: '2022-10-15' },
        articles: 1,
      };
      const { message } = renderAnswer(
        answer({ citations: cited, scope, answer: { text: cited[0]?.text ?? '', citation: 1 } }),
        new Map([['summit', article]]),
        { asked: named.title },
      );
      expect(message.text.length).toBeLessThanOrEqual(MAXIMUM_MESSAGE_LENGTH);
      for (const { offset, length } of message.entities ?? []) {
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(message.text.length);
      }
    }),
    { numRuns: 60 },
  );
});

describe('quotations', () => {
  test('are expandable, with their number, and stay verbatim inside the isolate', () => {
    const text = 'قال 😀 بوتين إن NATO توسّع عام 2004.';
    const { message } = renderAnswer(
      answer({ citations: [citation({ text, highlights: [[7, 12]] })] }),
      articles,
    );
    expect(message.text).toContain(text);
    const parts = (message.entities ?? []).map(({ type, offset, length }) => [
      type,
      message.text.slice(offset, offset + length),
    ]);
    expect(parts).toEqual([
      ['expandable_blockquote', `\u200f\u2068${text}\u2069 [١]`],
      ['bold', text.slice(7, 12)],
    ]);
  });

  test('that begin with a Latin name still run from the right', () => {
    const text = 'NATO حلف.';
    const { message } = renderAnswer(answer({ citations: [citation({ text, highlights: [] })] }), articles);
    expect(message.text).toMatch(/^\u200f\u2068\u200fNATO حلف\.\u2069 \[١\]/);
  });

  test('without Latin words or digits are left as they are', () => {
    const { message } = renderAnswer(
      answer({ citations: [citation({ text: 'نص.', highlights: [] })] }),
      articles,
    );
    expect(message.text).toMatch(/^نص\. \[١\]\n/);
  });

  test('that find no room are counted out, so that they can be offered', () => {
    const long = citation({ text: 'كلمة '.repeat(400), highlights: [] });
    const citations = [long, { ...long, number: 2 }, { ...long, number: 3 }];
    const { message, citationsShown } = renderAnswer(answer({ citations }), articles);
    expect(citationsShown).toBe(2);
    expect(message.text.length).toBeLessThanOrEqual(MAXIMUM_MESSAGE_LENGTH);
  });
});

test('a title with an address is linked', () => {
  const article: ArticleSummary = {
    id: 'summit',
    title: 'قمة',
    url: 'https://example.org/a',
    language: 'ar',
  };
  const { message } = renderAnswer(answer({}), new Map([['summit', article]]));
  const links = (message.entities ?? []).filter(({ type }) => type === 'text_link');
  expect(links.map(({ offset, length }) => message.text.slice(offset, offset + length))).toEqual(['قمة']);
});

test('bold marks exactly the words that match, whatever emoji and directions stand around them', () => {
  const piece = fc.constantFrom('كلمة', '😀', '👩‍👩‍👧', 'NATO', '2001', '٥', 'مُشكّلة', '؟');
  const sentences = fc.tuple(
    fc.array(piece, { minLength: 1, maxLength: 12 }),
    fc.array(piece, { maxLength: 5 }),
    piece,
  );
  fc.assert(
    fc.property(sentences, ([before, after, matched]) => {
      const start = before.join(' ').length + 1;
      const text = [...before, matched, ...after].join(' ');
      const highlights = [[start, start + matched.length] as const];
      const { message } = renderAnswer(answer({ citations: [citation({ text, highlights })] }), articles);
      expect(boldParts(message)).toEqual([matched]);
      expect(message.text).toContain(text);
    }),
  );
});
