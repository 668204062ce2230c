import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleFile } from '../../src/adding/article-file.ts';
import { createDraft } from '../../src/adding/draft.ts';
import { parseArticle } from '../../src/corpus/parse-article.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'قمة',
        '"',
        "'",
        ':',
        ': ',
        '\n',
        '\r\n',
        '---',
        '\n---\n',
        '#',
        '# ',
        '- ',
        '\\',
        '\t',
        '{',
        '[',
        '|',
        '>',
        '&',
        '*',
        '!',
        '%',
        '@',
        '`',
        '\u2028',
        '\u0085',
        '\uFEFF',
        '\u0000',
        'null',
        'true',
        '2022',
        '2022-09-15',
        '~',
        '\u{1F600}',
        '\uD800',
        '«',
        '؛',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

const findings = fc.record({
  title: words,
  publisher: fc.option(words, { nil: undefined }),
  published: fc.option(
    fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    { nil: undefined },
  ),
  url: fc.option(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), words), {
    nil: undefined,
  }),
  language: fc.option(fc.constantFrom('ar', 'ar-SA', 'AR_eg', 'en', 'fa-IR', 'no', '', 'عربي'), {
    nil: undefined,
  }),
  body: words.map((text) => `${text}ن`),
});

test('what is written is read back as the same article, whatever its title holds', () => {
  fc.assert(
    fc.property(findings, (found) => {
      fc.pre(!found.body.includes('\uFFFD') && found.body.isWellFormed());
      const draft = createDraft(found, { name: 'a.html', fallbackTitle: 'a' });
      const read = parseArticle({ id: 'a', path: 'a.md', format: 'markdown', text: articleFile(draft) });
      expect(read).toEqual({ id: 'a', ...draft });
      expect(read.body).toBe(found.body);
    }),
    { numRuns: 2000 },
  );
});

test('the file is as one would write it', () => {
  const draft = createDraft(
    {
      title: 'قمة: "لقاء\nأول"',
      publisher: 'وكالة',
      published: '2022-09-15',
      url: 'https://example.org/a#top',
      language: 'ar',
      body: 'جملة أولى.\nجملة ثانية.\n',
    },
    { name: 'a', fallbackTitle: 'a' },
  );
  expect(articleFile(draft)).toBe(
    '---\ntitle: "قمة: \\"لقاء أول\\""\npublisher: "وكالة"\npublished: 2022-09-15\nurl: "https://example.org/a"\nlanguage: ar\n---\nجملة أولى.\nجملة ثانية.\n',
  );
});

describe('a draft', () => {
  const draftOf = (body: string, found: object = {}) =>
    createDraft({ body, ...found }, { name: 'a.pdf', fallbackTitle: 'اسم الملف' });

  test('has a title of 300 characters at most, none of them halved', () => {
    expect(draftOf('نص.', { title: `ق${'😀'.repeat(400)}` }).title).toBe(`ق${'😀'.repeat(299)}`);
  });

  test('has the fallback for a title where there is none', () => {
    expect(draftOf('نص.', { title: ' \n ' }).title).toBe('اسم الملف');
  });

  test.each([
    ['ar-SA', 'نص عربي.', 'ar-SA'],
    ['en-US', 'نص عربي.', 'ar'],
    ['ar', 'English text.', 'und'],
    ['en', 'English text.', 'en'],
    [undefined, 'نص عربي.', 'ar'],
  ])('declared as %s, %j is in %s', (language, body, expected) => {
    expect(draftOf(body, { language }).language).toBe(expected);
  });

  test.each([['javascript:alert(1)'], ['file:///etc/passwd'], ['/relative']])(
    'has no address where one is %s',
    (url) => {
      expect(draftOf('نص.', { url }).url).toBeUndefined();
    },
  );

  test.each([
    ['12345 ***', 'a.pdf: there is no text in it.'],
    [
      'أ'.repeat(5_000_001),
      'a.pdf: its text has 5000001 characters, and an article has 5000000 at most. Cut it into several.',
    ],
    [
      'قال الرئ\uFFFDس أمس',
      'a.pdf: characters of its text are lost (�), as in "قال الرئ�س أمس". Save it anew from its source.',
    ],
  ])('is refused for %.20j', (body, message) => {
    expect(() => draftOf(body)).toThrow(message);
  });
});
