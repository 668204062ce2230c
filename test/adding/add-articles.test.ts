import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AddingOptions, addArticles } from '../../src/adding/add-articles.ts';
import { CorpusFolder } from '../../src/adding/corpus-folder.ts';
import { createFetcher } from '../../src/adding/fetching/fetch-document.ts';
import { findSources } from '../../src/adding/find-sources.ts';
import type { Outcome } from '../../src/adding/outcome.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { encode } from './support/encode.ts';
import { makeDocx } from './support/make-docx.ts';
import { makePdf } from './support/make-pdf.ts';
import { newsPage, paragraphsOf, TOPICS } from './support/news.ts';
import { startWebServer } from './support/web-server.ts';

async function add(
  directory: string,
  given: readonly string[],
  options: Partial<AddingOptions> = {},
): Promise<Outcome[]> {
  const fetcher = createFetcher({ isAllowed: (address) => address === '127.0.0.1' });
  onTestFinished(() => fetcher.close());
  const { names } = await findSources(given);
  const outcomes: Outcome[] = [];
  for await (const outcome of addArticles(names, { directory, fetcher, ...options })) outcomes.push(outcome);
  return outcomes;
}

async function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>نشرة الحي</title>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`;
const kindsOf = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

test('articles of every format, from a folder and the folders in it, come to stand in the corpus', async () => {
  const folder = await temporaryDirectory();
  const corpus = join(folder, 'new', 'corpus');
  const [road = '', water = '', football = '', market = '', science = '', fog = ''] = TOPICS;
  const given = await write(join(folder, 'given'), {
    '1.md': `---\ntitle: الطريق\npublisher: نشرة\npublished: 2026-03-14\n---\n${road}`,
    '2.txt': encode(`عودة المياه\n\n${water}`, 'windows-1256'),
    '3.HTML': newsPage([football], { heading: 'الكأس' }),
    '4.docx': makeDocx([market], { title: 'السوق' }),
    '5.pdf': makePdf([[{ y: 700, x: 10, size: 6, glyphs: [...science].reverse() }]], { title: 'المؤتمر' }),
    'picture.png': 'x',
    '.hidden.txt': 'مخفي',
  });
  await write(join(given, 'sub'), {
    '6.xml': rss(`<title>الضباب</title><description>${`${fog} `.repeat(10)}</description>`),
  });
  expect((await findSources([given])).passedOver).toBe(1);
  expect(await add(corpus, [given])).toMatchObject(
    [
      ['1.md', 'الطريق'],
      ['2.txt', 'عودة-المياه'],
      ['3.HTML', 'الكأس'],
      ['4.docx', 'السوق'],
      ['5.pdf', 'المؤتمر'],
      ['sub/6.xml, entry 1', 'الضباب'],
    ].map(([name, id]) => ({ kind: 'added', name: join(given, name ?? ''), id })),
  );
  const articles = await readCorpus(corpus);
  const byId = new Map(articles.map((article) => [article.id, article]));
  expect(byId.get('الطريق')).toMatchObject({ publisher: 'نشرة', published: '2026-03-14', body: road });
  const ids = ['عودة-المياه', 'الكأس', 'السوق', 'المؤتمر'];
  expect(ids.map((id) => byId.get(id)?.body)).toEqual([water, football, market, science]);
  expect(await readdir(corpus)).toHaveLength(6);
});

test('what is bad is reported, and the rest goes on', async () => {
  const folder = await temporaryDirectory();
  const given = await write(join(folder, 'given'), {
    '1.pdf': 'no PDF',
    '2.md': '---\npublished: yesterday\n---\nنص',
    '3.docx': Buffer.from('PK\x03\x04 and no more'),
    '4.html': '<html></html>',
    '5.txt': Buffer.alloc(9_000_000, 'ن'),
    '6.txt': '',
    '7.txt': TOPICS[0],
  });
  const none = join(folder, 'none.txt');
  const image = join(await write(join(folder, 'b'), { 'a.png': 'x', 'a.doc': '\xD0\xCF' }), 'a.png');
  const outcomes = await add(join(folder, 'corpus'), [none, image, 'ftp://example.org/', given]);
  expect(kindsOf(outcomes)).toEqual([...Array(9).fill('failed'), 'added']);
  expect(
    outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.message.replaceAll(`${given}/`, '') : '')),
  ).toEqual([
    `${none}: the file can't be read (ENOENT).`,
    `${image}: files of this kind can't be read. Those that can: .md, .txt, .html, .pdf, .docx, and .xml, .rss or .atom for feeds.`,
    'ftp://example.org/: only http and https are fetched, not ftp://.',
    '1.pdf: it is not a PDF, whatever its name says.',
    '2.md: the front matter is wrong: published must be a date such as 2022-09-15.',
    expect.stringMatching(/^3\.docx: it can't be read as a Word document/),
    expect.stringMatching(/^4\.html: no article was found on the page\./),
    '5.txt: it has 9000000 bytes, and 8388608 is the most for this format. Cut it into several.',
    '6.txt: the article has no text. Write it, or remove the file.',
    '',
  ]);
});

describe('duplicates', () => {
  const article = paragraphsOf(1).join('\n');
  const changed = `${article}\nاقرأ أيضًا: خبر آخر`;

  test('are named, whether they were there before or came just now', async () => {
    const folder = await temporaryDirectory();
    const corpus = await write(join(folder, 'corpus'), { 'old.txt': TOPICS[0] });
    const given = await write(join(folder, 'given'), {
      '1.txt': TOPICS[0].replaceAll('إ', 'ا'),
      '2.txt': `مكتبة\n\n${article}`,
      '3.txt': changed,
    });
    expect(await add(corpus, [given])).toMatchObject([
      { kind: 'duplicate', of: { id: 'old', resemblance: 1 } },
      { kind: 'added', id: 'مكتبة' },
      { kind: 'duplicate', of: { id: 'مكتبة', resemblance: expect.closeTo(0.95, 1) } },
    ]);
  });

  test('that are not quite the same are kept when asked to, the same never', async () => {
    const folder = await temporaryDirectory();
    const given = await write(join(folder, 'given'), {
      '1.txt': article,
      '2.txt': article,
      '3.txt': changed,
    });
    const outcomes = await add(join(folder, 'corpus'), [given], { keepSimilar: true });
    expect(kindsOf(outcomes)).toEqual(['added', 'duplicate', 'added']);
  });

  test('are all that is left when a folder is added again', async () => {
    const folder = await temporaryDirectory();
    const given = await write(join(folder, 'given'), { '1.txt': TOPICS[0], '2.txt': TOPICS[1] });
    const corpus = join(folder, 'corpus');
    await add(corpus, [given]);
    const files = await readdir(corpus);
    expect(kindsOf(await add(corpus, [given]))).toEqual(['duplicate', 'duplicate']);
    expect(await readdir(corpus)).toEqual(files);
  });
});

test('a dry run tells what would be, and writes nothing', async () => {
  const folder = await temporaryDirectory();
  const given = await write(join(folder, 'given'), {
    '1.txt': `عنوان\n\n${TOPICS[0]}`,
    '2.txt': `عنوان\n\n${TOPICS[1]}`,
  });
  expect(await add(join(folder, 'corpus'), [given], { dryRun: true })).toMatchObject([
    { id: 'عنوان' },
    { id: 'عنوان-2' },
  ]);
  expect(await readdir(folder)).toEqual(['given']);
});

test('progress counts documents and the entries of feeds', async () => {
  const folder = await temporaryDirectory();
  const entry = (text: string) => `<title>خبر</title><description>${`${text} `.repeat(10)}</description>`;
  const given = await write(join(folder, 'given'), {
    '1.xml': rss(entry(TOPICS[0]), entry(TOPICS[1])),
    '2.txt': TOPICS[2],
  });
  const steps: string[] = [];
  await add(join(folder, 'corpus'), [given], {
    onProgress: (done, total) => void steps.push(`${done}/${total}`),
  });
  expect(steps).toEqual(['1/4', '2/4', '3/4', '4/4']);
});

describe('from the web', () => {
  test('a page is an article, and says where it is from', async () => {
    const corpus = join(await temporaryDirectory(), 'corpus');
    const server = await startWebServer({ '/library': newsPage(paragraphsOf(1)) });
    expect(kindsOf(await add(corpus, [`${server.url}/library`]))).toEqual(['added']);
    expect(await readCorpus(corpus)).toMatchObject([
      {
        title: 'مكتبة الحي',
        publisher: '127.0.0.1',
        url: `${server.url}/library`,
        body: paragraphsOf(1).join('\n'),
      },
    ]);
  });

  test('a feed gives its entries’ texts, or leads to their pages, which are not fetched again', async () => {
    const corpus = join(await temporaryDirectory(), 'corpus');
    const [road = '', water = '', football = ''] = TOPICS;
    const server = await startWebServer({
      '/feed': (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            rss(
              `<title>الطريق</title><link>/1</link><pubDate>Sat, 14 Mar 2026 08:00:00 GMT</pubDate><description>${`${road} `.repeat(10)}</description>`,
              '<title>المياه</title><link>/2</link><pubDate>Sun, 15 Mar 2026 08:00:00 GMT</pubDate><description>أعلنت شركة المياه…</description>',
              '<title>مفقود</title><link>/3</link>',
              '<title>بلا نص ولا عنوان</title>',
              '<title>الكأس</title><link>/feed</link>',
            ),
          ),
      '/2': newsPage([water, football], { heading: 'المياه' }),
    });
    const first = await add(corpus, [`${server.url}/feed`]);
    expect(first).toMatchObject([
      { kind: 'added', id: 'الطريق' },
      { kind: 'added', id: 'المياه' },
      { kind: 'failed', message: `${server.url}/3: the server answers 404. See in a browser what is there.` },
      {
        kind: 'failed',
        message: `${server.url}/feed, entry 4: the feed has neither its text nor its address.`,
      },
      { kind: 'failed', message: `${server.url}/feed: it is a feed in a feed. Give its address alone.` },
    ]);
    const water2 = (await readCorpus(corpus)).find(({ id }) => id === 'المياه');
    expect(water2).toMatchObject({
      published: '2026-03-15',
      url: `${server.url}/2`,
      body: `${water}\n${football}`,
    });
    const askedBefore = server.asked.length;
    const again = await add(corpus, [`${server.url}/feed`]);
    expect(again.slice(0, 2)).toMatchObject([
      { kind: 'known', id: 'الطريق' },
      { kind: 'known', id: 'المياه' },
    ]);
    expect(server.asked.slice(askedBefore)).toEqual(['/feed', '/3', '/feed']);
  });
});

describe('the corpus folder', () => {
  const draft = { title: 'عنوان', language: 'ar', body: TOPICS[0] };

  test('never has a file overwritten, not even one that came since it was opened', async () => {
    const directory = await temporaryDirectory();
    await write(directory, { 'عنوان.txt': 'أول' });
    const folder = await CorpusFolder.open(directory);
    await write(directory, { 'عنوان-2.md': 'ثان' });
    expect(await folder.write(draft)).toBe('عنوان-3');
    expect((await readdir(directory)).sort()).toEqual(['عنوان-2.md', 'عنوان-3.md', 'عنوان.txt']);
    expect(await readFile(join(directory, 'عنوان-2.md'), 'utf8')).toBe('ثان');
  });

  test('takes articles of one name from several at once', async () => {
    const directory = await temporaryDirectory();
    const folders = await Promise.all(Array.from({ length: 8 }, () => CorpusFolder.open(directory)));
    const ids = await Promise.all(folders.map((folder) => folder.write(draft)));
    expect(new Set(ids).size).toBe(8);
    expect(await readdir(directory)).toHaveLength(8);
  });

  test('is named where nothing can be written to it', async () => {
    const directory = join(await write(await temporaryDirectory(), { file: 'x' }), 'file', 'corpus');
    await expect(add(directory, [])).rejects.toThrow(
      `${directory}: articles can't be written there (ENOTDIR). Set --corpus or CORPUS_DIR.`,
    );
  });

  test('with a file that is no article is not added to', async () => {
    const directory = await write(await temporaryDirectory(), { 'a.md': '---\nlanguage: عربي\n---\nنص' });
    await expect(add(directory, [])).rejects.toThrow('language must be a language tag');
  });
});
