import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logicalOrder } from '../../src/adding/pdf/logical-order.ts';
import { readPdf } from '../../src/adding/pdf/read-pdf.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { makePdf, type PdfLine, type PdfOptions } from './support/make-pdf.ts';

const TEXT = 'قال الرئيس أمس إن العلاقات بين البلدين مهمة في هذا العالم المتغير';

const read = (pages: readonly (readonly PdfLine[])[], options?: PdfOptions) =>
  readPdf({ name: 'a.pdf', bytes: makePdf(pages, options) });

/** The letters of a line from the left, as a page shows Arabic. */
const shown = (text: string): string[] => [...text].reverse();

/** Joined shapes, as many programs store them: each letter in the form that it has in the middle of a word. */
const shapes = (letters: readonly string[]): string[] => {
  const medial = new Map([...'ﻟﻘﺌﻴﺴﻌﺘﻬﻤﻔﻨﺒﻜ'].map((shape) => [shape.normalize('NFKC'), shape]));
  return letters.map((letter) => medial.get(letter) ?? letter);
};

describe('letters come out in logical order', () => {
  test.each<[string, PdfLine]>([
    ['stored as they are seen', { y: 700, glyphs: shown(TEXT) }],
    ['stored as they are seen, in presentation forms', { y: 700, glyphs: shapes(shown(TEXT)) }],
    ['stored as they are read', { y: 700, glyphs: shown(TEXT), fromRight: true }],
    ['drawn from the left by a program that knows no Arabic', { y: 700, glyphs: [...TEXT] }],
  ])('%s', async (_, line) => {
    expect((await read([[line]])).body).toBe(TEXT);
  });

  test('the letters of a ligature stay in theirs', async () => {
    const glyphs = (lamAlef: string) =>
      shown('قال السxم على هذا العالم في سمرقند إن اليوم أوxً').map((letter) =>
        letter === 'x' ? lamAlef : letter,
      );
    for (const lamAlef of ['لا', 'ﻼ']) {
      const { body } = await read([[{ y: 700, glyphs: glyphs(lamAlef) }]]);
      expect(body).toBe('قال السلام على هذا العالم في سمرقند إن اليوم أولاً');
    }
  });

  test('the second letter of a ligature, where it is drawn with no room of its own, comes behind the first', async () => {
    const text = 'قال الرئيس الآن على هذا العالم في سمرقند';
    const glyphs = shown(text);
    const options = { withoutWidth: ['آ'] };
    const { body } = await read([[{ y: 700, glyphs, fromRight: true }]], options);
    expect(body).toBe(text);
  });

  test('a line’s spaces, figures and halves are put in their places, in whatever order they are drawn', async () => {
    // from the left, as the page shows it
    const glyphs = [...shown(' دولة من دول العالم في هذه القمة'), '1', '5', ...shown('قال الرئيس أمس إن ')];
    const placed = glyphs.map((letter, index): PdfLine => ({ y: 700, x: 50 + 6 * index, glyphs: [letter] }));
    const kinds = [/\s/, /\d/, /\p{L}/u];
    const drawn = kinds.flatMap((kind) => placed.filter(({ glyphs: [letter = ''] }) => kind.test(letter)));
    const halves = [drawn.filter(({ x = 0 }) => x < 200), drawn.filter(({ x = 0 }) => x >= 200)];
    expect((await read([halves.flat()])).body).toBe('قال الرئيس أمس إن 15 دولة من دول العالم في هذه القمة');
  });

  test('numbers and Latin words within Arabic keep theirs, and brackets close', async () => {
    // as a page shows: في 15/9/2022 (منظمة SCO 2001) بنسبة 3.5% "قال"
    const glyphs = [...'"لاق" %3.5 ةبسنب (SCO 2001 ةمظنم) 15/9/2022 يف سمأ سيئرلا لاق'];
    expect((await read([[{ y: 700, glyphs }]])).body).toBe(
      'قال الرئيس أمس في 15/9/2022 (منظمة SCO 2001) بنسبة 3.5% "قال"',
    );
  });
});

test('what is shown of any Arabic words and numbers is read as what was written', () => {
  const word = fc.constantFrom(
    'قال',
    'الرئيس',
    'سمرقند،',
    '2022',
    '3.5',
    '15/9/2022',
    '«قمة»',
    '(لقاء)',
    'ثم.',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const text = ['قال', ...words].join(' ');
      const mirrored: Record<string, string> = { '(': ')', ')': '(', '«': '»', '»': '«' };
      const visual = text
        .split(/(\d[\d./]*\d|\d)/)
        .reverse()
        .flatMap((part) =>
          /^\d/.test(part) ? [...part] : shown(part).map((sign) => mirrored[sign] ?? sign),
        );
      expect(logicalOrder(visual)).toBe(text);
    }),
  );
});

describe('paragraphs', () => {
  const line = (text: string, y: number, x = 50): PdfLine => ({ y, x, glyphs: shown(text) });

  test('are joined where a line is full, and parted where one is short or the gap wide', async () => {
    const full = 'قال الرئيس أمس إن العلاقات بين البلدين مهمة في العالم';
    const short = 'وفي هذا اليوم من العام.';
    const indent = 50 + (full.length - short.length) * 6;
    const { body } = await read([
      [line(full, 700), line(short, 685, indent), line(full, 670), line(full, 655), line(full, 610)],
    ]);
    expect(body.split('\n')).toEqual([`${full} ${short}`, `${full} ${full}`, full]);
  });

  test('go on over the end of a page, and running heads and page numbers are left out', async () => {
    const page = (text: string, number: number): PdfLine[] => [
      line('نشرة الحي اليومية', 800, 300),
      ...[700, 685, 670].map((y) => line(text, y)),
      line(String(number), 40, 290),
    ];
    const texts = ['قال الرئيس إن اليوم', 'من أيام هذا العام في', 'العالم على ما هو'];
    const { body } = await read(texts.map((text, index) => page(text, index + 1)));
    expect(body).toBe(texts.flatMap((text) => [text, text, text]).join(' '));
  });

  test('begin with each item of a list, without its dot', async () => {
    const items = ['قال الرئيس إن اليوم من أيام العام', 'في هذا العالم المتغير على ما هو'];
    const { body } = await read([
      [
        line('التقى الرئيسان في سمرقند أمس وقالا', 700),
        ...items.map((item, index) => line(`${'•\uF0B7'[index]} ${item}`, 685 - 15 * index)),
      ],
    ]);
    expect(body.split('\n').slice(1)).toEqual(items);
  });

  test.each([
    ['far apart', 150],
    ['a letter and a half apart', 18],
  ])('stand column by column where there are two, %s', async (_, gap) => {
    const rights = [
      'قال الرئيس إن هذا اليوم',
      'من أيام هذا العام الذي ',
      'تغير فيه العالم كما قا',
      'لت الصحف في هذا البلد.',
    ];
    const lefts = [
      'وقال الوزير إن على كل ',
      'من في هذا البلد أن يقر',
      'أ ما قالته الصحف اليوم',
      'عن العالم وعن الرئيس.',
    ];
    const column = (texts: readonly string[], x: number): PdfLine[] =>
      texts.map((text, index) => line(text, 700 - 15 * index, x));
    const right = column(rights, 50 + 24 * 6 + gap);
    const left = column(lefts, 50);
    const { body } = await read([[...right, ...left]]);
    expect(body.replaceAll('\n', ' ')).toBe([...rights, ...lefts].map((text) => text.trim()).join(' '));
  });
});

describe('the title', () => {
  const text: PdfLine = { y: 700, glyphs: shown(TEXT) };
  const heading: PdfLine = { y: 760, size: 20, glyphs: shown('قمة سمرقند') };

  test('is the one of the document', async () => {
    expect((await read([[heading, text]], { title: 'عنوان الوثيقة' })).title).toBe('عنوان الوثيقة');
  });

  test('is the largest line where the document has none of its own, and no part of the body then', async () => {
    const draft = await read([[heading, text]], { title: 'Microsoft Word - final.docx' });
    expect(draft).toMatchObject({ title: 'قمة سمرقند', body: TEXT });
  });

  test('is no title that an old program wrote in Latin letters', async () => {
    expect((await read([[heading, text]], { title: 'ÞãÉ ÓãÑÞäÏ' })).title).toBe('قمة سمرقند');
  });

  test('is the file where nothing else is', async () => {
    expect((await read([[text]])).title).toBe('a');
  });
});

describe('is refused', () => {
  test.each<[string, Buffer]>([
    [
      'a.pdf: 2 of its 2 pages hold no text, only pictures if anything. Have their text recognised (OCR) first.',
      makePdf([[{ y: 10, glyphs: ['1'] }], []]),
    ],
    [
      'a.pdf: its fonts do not say which letters they show, so its text comes out garbled. Give it as .docx or .txt, or have it recognised (OCR).',
      makePdf([
        [{ y: 700, glyphs: [...'\uE001\uE002\uE003\uE004\uE005\uE006 \uE007'.repeat(10), ...shown(TEXT)] }],
      ]),
    ],
    [
      'a.pdf: its fonts do not say which letters they show, so its text comes out garbled. Give it as .docx or .txt, or have it recognised (OCR).',
      makePdf([[{ y: 700, glyphs: [...'زقكط ضغثخ شسيب ظطكم '.repeat(12)] }]]),
    ],
  ])('%s', async (message, bytes) => {
    await expect(readPdf({ name: 'a.pdf', bytes })).rejects.toThrow(message);
  });

  test('where it is cut short', async () => {
    const bytes = makePdf([[{ y: 700, glyphs: shown(TEXT) }]]).subarray(0, 40);
    await expect(readPdf({ name: 'a.pdf', bytes })).rejects.toThrow(
      /^a\.pdf: it can't be read as a PDF \(.+\)\. Save or print it again as PDF\.$/,
    );
  });
});

describe.skipIf(findBrowser() === undefined)('as a browser prints it', () => {
  let print: (html: string) => Promise<Buffer>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const browser = await launchBrowser();
    const page = await browser.newPage();
    print = async (html) => {
      await page.setContent(html);
      return page.pdf();
    };
    close = () => browser.close();
  });

  afterAll(() => close());

  test('a page of Arabic with marks, numbers and Latin words comes back word for word', async () => {
    const paragraphs = [
      'التقى الرئيس الروسي فلاديمير بوتين، الخميس 15 سبتمبر/أيلول 2022، نظيره الصيني شي جين بينغ، على هامش قمة منظمة شنغهاي للتعاون (SCO) بمدينة سمرقند الأوزبكية، في أول لقاء منذ بدء الهجوم الروسي على أوكرانيا.',
      'لا إله إلا الله. أضاف: "نقدّر موقف الصين المتوازن" بنسبة 3.5% في ٢٠٢٢، مندداً بـ«الاستفزازات» الأمريكية.',
    ];
    const pdf = await print(
      `<html lang="ar" dir="rtl"><title>قمة سمرقند</title><h1>قمة سمرقند</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`,
    );
    const draft = await readPdf({ name: 'a.pdf', bytes: pdf });
    expect(draft).toEqual({ title: 'قمة سمرقند', language: 'ar', body: paragraphs.join('\n') });
  });

  test('a page that is a picture is refused', async () => {
    const pdf = await print(
      '<img width="400" height="400" src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 9%22><rect width=%229%22 height=%229%22/></svg>">',
    );
    await expect(readPdf({ name: 'a.pdf', bytes: pdf })).rejects.toThrow('1 of its 1 pages hold no text');
  });
});
