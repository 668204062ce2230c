import fc from 'fast-check';
import type { FmtString } from 'telegraf/format';
import { describe, expect, test } from 'vitest';
import type { Answer, Citation } from '../../src/answering/answer.ts';
import { messages } from '../../src/bot/messages.ts';
import { MAXIMUM_MESSAGE_LENGTH, renderAnswer } from '../../src/bot/render-answer.ts';
import type { Article } from '../../src/corpus/article.ts';

const articles = new Map<string, Article>([
  [
    'summit',
    {
      id: 'summit',
      title: 'قمة سمرقند',
      publisher: 'وكالة',
      published: '2022-09-15',
      language: 'ar',
      body: '',
    },
  ],
  ['bare', { id: 'bare', title: 'bare', language: 'ar', body: '' }],
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
  expect(renderAnswer(answer({ outcome: 'related' }), articles).message.text).toMatch(
    /^لم أجد جوابًا أثق به\. أقرب ما في المقال:\n\n\u200f\u2068تأسست المنظمة/,
  );
});

test('what is not in the text is said so', () => {
  expect(renderAnswer(answer({ outcome: 'not_found', citations: [] }), articles).message.text).toBe(
    'لم أجد جوابًا عن هذا في المقال.',
  );
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

test('no message is over Telegram’s limit, and every entity lies within its text', () => {
  const words = fc.array(fc.constantFrom('كلمة', '😀', 'a', 'x'.repeat(500)), {
    minLength: 1,
    maxLength: 1500,
  });
  const citations = fc.array(
    fc.tuple(words, fc.nat(), fc.nat()).map(([parts, from, length]) => {
      const text = parts.join(' ');
      const start = from % text.length;
      return citation({ text, highlights: [[start, Math.min(text.length, start + 1 + (length % 50))]] });
    }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(citations, words, (cited, title) => {
      const article: Article = { id: 'summit', title: title.join(' '), language: 'ar', body: '' };
      const { message } = renderAnswer(answer({ citations: cited }), new Map([['summit', article]]));
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
  const article: Article = {
    id: 'summit',
    title: 'قمة',
    url: 'https://example.org/a',
    language: 'ar',
    body: '',
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
