import { strFromU8, type Unzipped, unzip, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { errorReason } from '../error-reason.ts';
import { AddingError } from './adding-error.ts';
import { createDraft, type Draft, withoutTitleLine } from './draft.ts';
import { parsePage } from './html/page.ts';
import { textOf } from './html/page-text.ts';
import type { SourceDocument } from './source-document.ts';
import { fileTitle, meaningfulTitle, openingLine } from './titles.ts';

/** What the parts of a document that are text may have, unpacked: a small file can hold gigabytes of nothing. */
const MAXIMUM_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * Reads the text of a Word document. Its title is the one among its properties, or its first heading.
 *
 * @throws {AddingError} where it is damaged, has no text, or is more than can be unpacked.
 */
export async function readDocx({ name, bytes, address }: SourceDocument): Promise<Draft> {
  const parts = await unpackText(bytes, name);
  const document = parsePage(await toHtml(parts, name));
  const properties = parts['docProps/core.xml'];
  const ownTitle = properties && /<dc:title>([^<]*)<\/dc:title>/.exec(strFromU8(properties))?.[1];
  const text = textOf(document.body);
  const heading =
    meaningfulTitle(ownTitle && parsePage(ownTitle).body.textContent, text) ??
    document.querySelector('h1, h2')?.textContent ??
    undefined;
  const title = heading ?? openingLine(text);
  const body = withoutTitleLine(text, heading);
  return createDraft({ title, url: address, body }, { name, fallbackTitle: fileTitle(name) });
}

async function toHtml(parts: Unzipped, name: string): Promise<string> {
  try {
    // packed anew, so that what reads it can't be made to unpack more than was counted
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(zipSync(parts, { level: 0 })) });
    return value;
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** The XML of the archive, without pictures and fonts, and never more of it than was declared and allowed. */
async function unpackText(bytes: Uint8Array, name: string): Promise<Unzipped> {
  let total = 0;
  try {
    return await new Promise<Unzipped>((resolve, reject) => {
      const filter = (file: { name: string; originalSize: number }): boolean => {
        if (!/\.(?:xml|rels)$/.test(file.name)) return false;
        total += file.originalSize;
        return total <= MAXIMUM_UNPACKED_BYTES;
      };
      unzip(bytes, { filter }, (error, parts) => (error ? reject(error) : resolve(parts)));
    });
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    if (total > MAXIMUM_UNPACKED_BYTES) {
      // biome-ignore lint/correctness/noUnsafeFinally: the reason for whatever failed before
      throw new AddingError(
        `${name}: unpacked it is larger than ${MAXIMUM_UNPACKED_BYTES} bytes. Cut it into several.`,
      );
    }
  }
}

function unreadable(name: string, error: unknown): AddingError {
  return new AddingError(
    `${name}: it can't be read as a Word document (${errorReason(error)}). Open it in Word or LibreOffice and save it again.`,
    { cause: error },
  );
}
