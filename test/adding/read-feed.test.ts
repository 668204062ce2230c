import { describe, expect, test } from 'vitest';
import { draftOfEntry, readFeed } from '../../src/adding/read-feed.ts';
import { encode } from './support/encode.ts';
import { paragraphsOf } from './support/news.ts';

const html = (number: number) =>
  paragraphsOf(number)
    .map((text) => `<p>${text}</p>`)
    .join('');
const rss = (items: string, declaration = '<?xml version="1.0" encoding="utf-8"?>') =>
  `${declaration}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
  <title>نشرة &amp; الحي</title><language>ar-SA</language>${items}</channel></rss>`;
const read = (feed: string | Uint8Array, address?: string) =>
  readFeed({
    name: 'feed.xml',
    bytes: typeof feed === 'string' ? Buffer.from(feed) : feed,
    ...(address !== undefined && { address }),
  });

test('an RSS entry with its whole text is an article', () => {
  const [entry, ...rest] = read(
    rss(`<item><title>مكتبة &quot;الحي&quot;</title><link>https://example.org/1</link>
      <pubDate>Sat, 14 Mar 2026 23:30:00 +0300</pubDate><description>مختصر…</description>
      <content:encoded><![CDATA[${html(1)}]]></content:encoded></item>`),
  );
  expect(rest).toEqual([]);
  expect(entry && draftOfEntry(entry)).toEqual({
    title: 'مكتبة "الحي"',
    publisher: 'نشرة & الحي',
    published: '2026-03-14',
    url: 'https://example.org/1',
    language: 'ar-SA',
    body: paragraphsOf(1).join('\n'),
  });
});

test('an Atom entry, its text as HTML or as XHTML, is an article', () => {
  const entries = read(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>نشرة الحي</title>
    <entry><title type="html">خبر &lt;b&gt;أول&lt;/b&gt;</title><link rel="alternate" href="/1"/><published>2026-03-14T08:00:00Z</published>
      <content type="html">${html(1).replaceAll('<', '&lt;')}</content></entry>
    <entry><title>خبر ثان</title><link href="https://example.org/2"/><updated>2026-03-15T08:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html(2)}</div></content></entry></feed>`,
    'https://example.org/feed',
  );
  expect(entries.map(draftOfEntry)).toMatchObject([
    {
      title: 'خبر أول',
      published: '2026-03-14',
      url: 'https://example.org/1',
      body: paragraphsOf(1).join('\n'),
    },
    {
      title: 'خبر ثان',
      published: '2026-03-15',
      url: 'https://example.org/2',
      body: paragraphsOf(2).join('\n'),
    },
  ]);
});

describe('an entry’s page is to be fetched', () => {
  test.each([
    ['where there is a teaser alone', '<description>افتتحت البلدية مكتبة.</description>'],
    ['where the text breaks off', `<content:encoded><![CDATA[${html(1)}<p>وقال […]</p>]]></content:encoded>`],
    [
      'where the text says so',
      `<description><![CDATA[${html(1).repeat(3)} <a href="/1">اقرأ المزيد »</a>]]></description>`,
    ],
  ])('%s', (_, text) => {
    const [entry] = read(rss(`<item><title>أ</title><link>https://example.org/1</link>${text}</item>`));
    expect(entry).toMatchObject({ body: undefined, address: 'https://example.org/1' });
  });
});

test('a long description is the text', () => {
  const [entry] = read(
    rss(`<item><title>أ</title><description><![CDATA[${html(1)}${html(2)}${html(3)}]]></description></item>`),
  );
  expect(entry).toMatchObject({ name: 'feed.xml, entry 1', address: undefined });
  expect(entry?.body?.split('\n')).toHaveLength(12);
});

test('its encoding is recognised, whatever it declares', () => {
  const item = `<item><title>مكتبة الحي</title><description><![CDATA[${html(1)}]]></description></item>`;
  for (const declaration of [
    '<?xml version="1.0" encoding="windows-1256"?>',
    '<?xml version="1.0" encoding="utf-8"?>',
  ]) {
    expect(read(encode(rss(item, declaration), 'windows-1256'))[0]?.title).toBe('مكتبة الحي');
  }
});

test('entities of its own are not expanded', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'ب'.repeat(1000)}">${Array.from('bcdefgh', (name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(50)}">`).join('')}]>`;
  let titles: (string | undefined)[] = [];
  try {
    titles = read(rss('<item><title>&h;</title><link>https://example.org/1</link></item>', bomb)).map(
      ({ title }) => title,
    );
  } catch (error) {
    expect(error).toMatchObject({ name: 'AddingError' });
  }
  expect(titles.every((title) => (title ?? '').length < 10_000)).toBe(true);
});

test.each([
  ['it is no feed', '<rss><oops', /^feed\.xml: it can't be read as an RSS or Atom feed \(.+\)\.$/],
  ['it has no entry', rss(''), 'feed.xml: the feed has no entry.'],
])('is refused where %s', (_, feed, message) => {
  expect(() => read(feed)).toThrow(message);
});
