import { describe, expect, test } from 'vitest';
import { textOfFragment } from '../../src/adding/html/page-text.ts';
import { readHtml } from '../../src/adding/html/read-html.ts';
import { encode } from './support/encode.ts';
import { newsPage, paragraphsOf } from './support/news.ts';

const read = (html: string | Uint8Array, rest: { contentType?: string; address?: string } = {}) =>
  readHtml({ name: 'a.html', bytes: typeof html === 'string' ? Buffer.from(html) : html, ...rest });

const BODY = paragraphsOf(1).join('\n');

test('the article alone is read, a paragraph a line', () => {
  expect(read(newsPage(paragraphsOf(1)))).toEqual({ title: 'مكتبة الحي', language: 'ar', body: BODY });
});

test('what a page leaves open or out is read as a browser reads it', () => {
  const html = `<meta charset=utf-8><title>مكتبة الحي</title><body><article>${paragraphsOf(1)
    .map((text) => `<p>${text}`)
    .join('')}</article>`;
  expect(read(html).body).toBe(BODY);
});

test('JSON-LD, meta tags and the canonical address go to the front matter', () => {
  const data = {
    '@graph': [
      { '@type': 'WebPage', headline: 'صفحة' },
      {
        '@type': ['NewsArticle'],
        headline: 'افتتاح مكتبة',
        datePublished: '2026-03-14T23:30:00+03:00',
        publisher: { '@type': 'Organization', name: 'نشرة الحي' },
      },
    ],
  };
  const head = `<script type="application/ld+json">${JSON.stringify(data)}</script>
    <meta property="og:title" content="عنوان آخر"><link rel="canonical" href="https://example.org/library#x">`;
  expect(
    read(newsPage(paragraphsOf(1), { head }), { address: 'https://example.org/library?from=home' }),
  ).toMatchObject({
    title: 'افتتاح مكتبة',
    publisher: 'نشرة الحي',
    published: '2026-03-14',
    url: 'https://example.org/library',
  });
});

test('without any of them there are meta tags, and the address it was fetched from', () => {
  const head = `<script type="application/ld+json">{"@type":"NewsArticle", oops</script>
    <meta property="og:title" content="افتتاح مكتبة - نشرة الحي"><meta property="og:site_name" content="نشرة الحي">
    <meta property="article:published_time" content="2026-03-14T08:00:00Z">`;
  const address = 'https://www.example.org/library';
  expect(read(newsPage(paragraphsOf(1), { head }), { address })).toMatchObject({
    title: 'افتتاح مكتبة',
    publisher: 'نشرة الحي',
    published: '2026-03-14',
    url: address,
  });
  expect(read(newsPage(paragraphsOf(1)), { address }).publisher).toBe('example.org');
});

test('a page does not pass for one of another site', () => {
  const head = '<link rel="canonical" href="https://agency.example/1">';
  const address = 'https://example.org/1';
  expect(read(newsPage(paragraphsOf(1), { head }), { address }).url).toBe(address);
  expect(read(newsPage(paragraphsOf(1), { head })).url).toBe('https://agency.example/1');
});

test.each([
  ['<time datetime="2026-03-14T10:00">قبل ساعة</time>'],
  ['<time>14 آذار 2026</time>'],
  ['<div class="publish-date">نُشر في: السبت ١٤ مارس/آذار ٢٠٢٦</div>'],
  ['<span itemprop="datePublished" content="2026-03-14">أمس</span>'],
  ['<p class="byline-date">السبت 14/3/2026 - 10:30</p>'],
])('the date of %s is read', (byline) => {
  expect(read(newsPage(paragraphsOf(1), { byline })).published).toBe('2026-03-14');
});

describe('the encoding', () => {
  const page = newsPage(paragraphsOf(1)).replace('©', '');

  test.each([
    ['windows-1256', '<meta charset="windows-1256">', undefined],
    ['windows-1256', '<meta charset="utf-8">', 'text/html; charset=utf-8'],
    ['iso-8859-6', '', 'text/html; charset=iso-8859-6'],
    ['utf-8', '<meta charset="windows-1256">', 'text/html; charset=windows-1256'],
  ] as const)('%s is recognised beside %s and %s', (encoding, meta, contentType) => {
    const html = encode(page.replace('<meta charset="utf-8">', meta), encoding);
    expect(read(html, contentType === undefined ? {} : { contentType }).body).toBe(BODY);
  });
});

test.each([
  ['deeper', '<div>'.repeat(100_000), 'its elements lie more than 400 deep'],
  ['larger', '<p>نص'.repeat(60_000), 'it has more than 50000 elements'],
])('a page that is %s than any is given up at once', (_, html, message) => {
  expect(() => read(html)).toThrow(message);
});

test('a page without an article is refused', () => {
  expect(() => read('<html><body><div id="app"></div><script src="app.js"></script></body></html>')).toThrow(
    'a.html: no article was found on the page. If it shows its text only in a browser, save that text as .txt.',
  );
});

test('lists, tables, line breaks and entities become lines of plain text', () => {
  const html =
    'قبل<br>بعد<ul><li>أولًا</li><li>ثانيًا &amp; أخيرًا</li></ul><table><tr><th>الاسم</th><th>العدد</th></tr><tr><td>كتب</td><td>20&nbsp;ألفًا</td></tr></table><style>p{}</style>';
  expect(textOfFragment(html).split('\n')).toEqual([
    'قبل',
    'بعد',
    'أولًا',
    'ثانيًا & أخيرًا',
    'الاسم | العدد',
    'كتب | 20 ألفًا',
  ]);
});
