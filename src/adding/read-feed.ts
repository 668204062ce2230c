import { parseFeed } from 'feedsmith';
import { errorReason } from '../error-reason.ts';
import { AddingError } from './adding-error.ts';
import { readDate } from './dates.ts';
import { declaredInContentType, declaredInMarkup, decodeText } from './decode-text.ts';
import { createDraft, type Draft, httpAddress, oneLine } from './draft.ts';
import { textOfFragment } from './html/page-text.ts';
import type { SourceDocument } from './source-document.ts';

/** One entry of a feed: how messages name it, what it says, and its whole text where the feed has it. */
export interface FeedEntry {
  readonly name: string;
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly published?: string | undefined;
  /** Where its page is. */
  readonly address?: string | undefined;
  readonly language?: string | undefined;
  /** Plain text. */
  readonly body?: string | undefined;
}

/** What a feed gives of an entry, whatever its format; texts are HTML. */
interface RawEntry {
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  readonly date?: string | undefined;
  readonly content?: string | undefined;
  readonly summary?: string | undefined;
}

/** A summary as long as this, in characters, is the whole text of a short article; a shorter one may be its beginning. */
const WHOLE_SUMMARY = 1000;
/** How teasers end. */
const CUT_OFF =
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|اقرأ المزيد|المزيد|للمزيد|Read more|Continue reading)[\s»›>→]*$/iu;

/**
 * The entries of an RSS, RDF or Atom feed.
 *
 * @throws {AddingError} where it is none, or has no entry.
 */
export function readFeed({ name, bytes, contentType, address }: SourceDocument): FeedEntry[] {
  const declared = [declaredInContentType(contentType), ...declaredInMarkup(bytes)];
  const { title, language, entries } = parsed(decodeText({ bytes, name, declared }), name);
  if (entries.length === 0) throw new AddingError(`${name}: the feed has no entry.`);
  return entries.map((entry, index) => {
    const link = absolute(entry.link, address);
    return {
      name: link ?? `${name}, entry ${index + 1}`,
      title: entry.title && plain(entry.title),
      publisher: title && plain(title),
      published: readDate(entry.date),
      address: link,
      language,
      body: wholeText(entry),
    };
  });
}

/** The article of an entry whose text is in the feed. */
export function draftOfEntry({
  body = '',
  name,
  title,
  publisher,
  published,
  address,
  language,
}: FeedEntry): Draft {
  return createDraft(
    { title, publisher, published, url: address, language, body },
    { name, fallbackTitle: body.split('\n', 1)[0] ?? '' },
  );
}

interface RawFeed {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly entries: readonly RawEntry[];
}

function parsed(text: string, name: string): RawFeed {
  try {
    const { format, feed } = parseFeed(text.trim());
    if (format === 'rss' || format === 'rdf') {
      const { items = [], title } = feed;
      const language = 'language' in feed ? feed.language : undefined;
      return {
        title,
        language,
        entries: items.map((item) => ({
          title: item.title,
          link: item.link ?? permanentLink(item),
          date:
            ('pubDate' in item ? item.pubDate : undefined) ??
            item.dc?.dates?.[0] ??
            [item.dcterms?.issued].flat()[0],
          content: item.content?.encoded,
          summary: item.description,
        })),
      };
    }
    if (format === 'atom') {
      return {
        title: feed.title?.value,
        language: feed.xml?.lang,
        entries: (feed.entries ?? []).map((entry) => ({
          title: entry.title?.value,
          link: (entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0])
            ?.href,
          date: entry.published ?? entry.updated,
          content: entry.content?.value,
          summary: entry.summary?.value,
        })),
      };
    }
  } catch (error) {
    throw new AddingError(`${name}: it can't be read as an RSS or Atom feed (${errorReason(error)}).`, {
      cause: error,
    });
  }
  throw new AddingError(`${name}: it is not an RSS or Atom feed.`);
}

function permanentLink(item: object): string | undefined {
  const guid =
    'guid' in item ? (item.guid as { value?: string; isPermaLink?: boolean } | undefined) : undefined;
  return guid?.isPermaLink === false ? undefined : httpAddress(guid?.value);
}

function wholeText({ content, summary }: RawEntry): string | undefined {
  const given = [content, summary].map((html) => (html === undefined ? '' : textOfFragment(html)));
  const [text = '', teaser = ''] = given;
  if (/\p{L}/u.test(text) && !CUT_OFF.test(text)) return text;
  return teaser.length >= WHOLE_SUMMARY && !CUT_OFF.test(teaser) ? teaser : undefined;
}

function plain(html: string): string {
  return oneLine(textOfFragment(html));
}

function absolute(link: string | undefined, base: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link, base)) return undefined;
  return httpAddress(new URL(link, base).href);
}
