import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../src/corpus/parse-article.ts';

const markdown = (text: string) =>
  parseArticle({ id: 'summit', path: 'corpus/summit.md', format: 'markdown', text });
const plain = (text: string) =>
  parseArticle({ id: 'summit', path: 'corpus/summit.txt', format: 'text', text });

describe('markdown', () => {
  test('takes the front matter and leaves the body as it is', () => {
    const article = markdown(
      '---\ntitle: القمة\npublisher: وكالة\npublished: 2022-09-15\nurl: https://example.org/a\nlanguage: ar\n---\n  جملة أولى.\r\n\nثانية. \n',
    );
    expect(article).toEqual({
      id: 'summit',
      title: 'القمة',
      publisher: 'وكالة',
      published: '2022-09-15',
      url: 'https://example.org/a',
      language: 'ar',
      body: '  جملة أولى.\r\n\nثانية. \n',
    });
  });

  test('takes the title from a heading where the front matter has none', () => {
    expect(markdown('# قمة سمرقند\nالتقى الرئيسان.')).toMatchObject({
      title: 'قمة سمرقند',
      body: 'التقى الرئيسان.',
    });
  });

  test('leaves a heading in the body where the front matter has a title', () => {
    expect(markdown('---\ntitle: قمة\n---\n# عنوان\nنص.').body).toBe('# عنوان\nنص.');
  });

  test('is named after its file where nothing else names it', () => {
    expect(markdown('نص بلا عنوان.')).toEqual({
      id: 'summit',
      title: 'summit',
      language: 'ar',
      body: 'نص بلا عنوان.',
    });
  });

  test('reads a file with Windows line ends', () => {
    expect(markdown('---\r\ntitle: قمة\r\n---\r\nنص.\r\n')).toMatchObject({ title: 'قمة', body: 'نص.\r\n' });
  });

  test.each([
    [
      '---\ntitle: قمة\nنص',
      'corpus/summit.md:1: the front matter is not closed. End it with a line that holds only ---.',
    ],
    ['---\ntitle: قمة\n---\n \n', 'corpus/summit.md: the article has no text. Write it, or remove the file.'],
    [
      '---\npublished: 2022-13-45\n---\nنص',
      'corpus/summit.md: the front matter is wrong: published must be a date such as 2022-09-15.',
    ],
    [
      '---\ntitle: 2022\n---\nنص',
      'corpus/summit.md: the front matter is wrong: title must be text: put it into quotation marks.',
    ],
    [
      '---\nurl: javascript:alert(1)\nlanguage: عربي\n---\nنص',
      'corpus/summit.md: the front matter is wrong: url must be an http or https address; language must be a language tag such as ar.',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => markdown(text)).toThrow(expect.objectContaining({ name: 'CorpusError', message }));
  });

  test('names the line of a YAML error', () => {
    expect(() => markdown('---\ntitle: قمة\npublisher: [وكالة\n---\nنص')).toThrow(
      /^corpus\/summit\.md:\d+: the front matter is not YAML: .+\.$/,
    );
  });
});

describe('plain text', () => {
  test('takes a first line followed by an empty line as the title', () => {
    expect(plain('قمة سمرقند\n\nالتقى الرئيسان.\n')).toMatchObject({
      title: 'قمة سمرقند',
      body: 'التقى الرئيسان.\n',
    });
  });

  test('is all body without an empty line after the first', () => {
    expect(plain('التقى الرئيسان\nفي سمرقند')).toMatchObject({
      title: 'summit',
      body: 'التقى الرئيسان\nفي سمرقند',
    });
  });

  test('is all body where the first line is a sentence', () => {
    expect(plain('التقى الرئيسان.\n\nثم افترقا.').body).toBe('التقى الرئيسان.\n\nثم افترقا.');
  });

  test('is all body where nothing follows the first line', () => {
    expect(plain('التقى الرئيسان\n\n').body).toBe('التقى الرئيسان\n\n');
  });
});
