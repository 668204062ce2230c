import { strToU8, type Zippable, zipSync } from 'fflate';

export interface DocxOptions {
  /** Among its properties. */
  readonly title?: string;
  /** Of the first paragraph, which is its heading. */
  readonly heading?: string;
  /** Further parts of the archive. */
  readonly parts?: Zippable;
}

/** A Word document with a paragraph a text. */
export function makeDocx(
  paragraphs: readonly string[],
  { title, heading, parts = {} }: DocxOptions = {},
): Buffer {
  const paragraph = (text: string) =>
    `<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  const headingStyle = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>';
  const first = heading === undefined ? '' : `<w:p>${headingStyle}<w:r><w:t>${heading}</w:t></w:r></w:p>`;
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${first}${paragraphs.map((text) => paragraph(text)).join('')}</w:body></w:document>`,
    'word/styles.xml':
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
    ...(title !== undefined && {
      'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`,
    }),
  };
  const encoded = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
  return Buffer.from(zipSync({ ...encoded, ...parts }));
}
