/** A line of a page made by {@link makePdf}: its glyphs from the left, as the page shows them. */
export interface PdfLine {
  /** Each is what one glyph stands for: a letter, a shape of one, or the letters of a ligature. */
  readonly glyphs: readonly string[];
  readonly y: number;
  readonly x?: number;
  /** Glyphs are drawn one by one, from the right: a program's own order, the page looks the same. */
  readonly fromRight?: boolean;
  readonly size?: number;
}

export interface PdfOptions {
  /** Written as the document's title. */
  readonly title?: string;
  /** Glyphs that take no room. */
  readonly withoutWidth?: readonly string[];
  /** Without it, nobody can tell what the glyphs stand for. */
  readonly withUnicode?: boolean;
}

/** The width of every glyph, in units of the font's own measure, which is two thousandths of its size. */
const WIDTH = 250;

/**
 * A PDF made by hand: each page a list of lines, in a font whose glyphs are drawn by the file itself (Type 3), so that
 * what each stands for is chosen freely, shapes and ligatures of Arabic included. Every glyph is half its size wide.
 */
export function makePdf(
  pages: readonly (readonly PdfLine[])[],
  { title, withUnicode = true, withoutWidth = [] }: PdfOptions = {},
): Buffer {
  const glyphs = [...new Set(pages.flat().flatMap((line) => line.glyphs))];
  const code = (glyph: string): string => (glyphs.indexOf(glyph) + 1).toString(16).padStart(2, '0');
  const widthOf = (glyph: string): number => (withoutWidth.includes(glyph) ? 0 : WIDTH);
  const bodies = pages.map((lines) => lines.map((line) => operatorsOf(line, { code, widthOf })).join('\n'));
  const pageNumber = (index: number): number => 6 + 2 * index;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`,
    fontObject(glyphs.map(widthOf), withUnicode),
    stream(`${WIDTH} 0 d0`),
    stream(unicodeMap(glyphs, code)),
    ...bodies.flatMap((body, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${pageNumber(index) + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      stream(body),
    ]),
    `<< ${title === undefined ? '' : `/Title <feff${utf16(title)}>`} >>`,
  ];
  return assemble(objects);
}

interface Font {
  code(glyph: string): string;
  widthOf(glyph: string): number;
}

function operatorsOf(
  { glyphs, x = 50, y, fromRight = false, size = 12 }: PdfLine,
  { code, widthOf }: Font,
): string {
  if (!fromRight) return `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${glyphs.map(code).join('')}> Tj ET`;
  let left = x;
  const placed = glyphs.map((glyph) => {
    const text = `1 0 0 1 ${left} ${y} Tm <${code(glyph)}> Tj`;
    left += (widthOf(glyph) * size) / 500;
    return text;
  });
  return `BT /F ${size} Tf ${placed.reverse().join(' ')} ET`;
}

function fontObject(widths: readonly number[], withUnicode: boolean): string {
  return [
    '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 250 250] /FontMatrix [0.002 0 0 0.002 0 0] /CharProcs << /g 4 0 R >>',
    `/Encoding << /Type /Encoding /Differences [1 ${widths.map(() => '/g').join(' ')}] >> /FirstChar 1 /LastChar ${widths.length}`,
    `/Widths [${widths.join(' ')}] ${withUnicode ? '/ToUnicode 5 0 R' : ''} >>`,
  ].join(' ');
}

function unicodeMap(glyphs: readonly string[], code: (glyph: string) => string): string {
  const rows = glyphs.map((glyph) => `<${code(glyph)}> <${utf16(glyph)}>`);
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def',
    '1 begincodespacerange <00> <FF> endcodespacerange',
    `${rows.length} beginbfchar ${rows.join('\n')} endbfchar endcmap end end`,
  ].join('\n');
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function assemble(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
