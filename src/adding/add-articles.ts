import { existsSync } from 'node:fs';
import { readArticles } from '../corpus/read-corpus.ts';
import { errorReason } from '../error-reason.ts';
import { ForeseenError } from '../foreseen-error.ts';
import { AddingError } from './adding-error.ts';
import { CorpusFolder } from './corpus-folder.ts';
import type { Draft } from './draft.ts';
import { DuplicateFinder } from './duplicate-finder.ts';
import type { DocumentFetcher } from './fetching/fetch-document.ts';
import { isAddress, readDocumentFile } from './find-sources.ts';
import { recogniseFormat } from './formats.ts';
import type { Outcome } from './outcome.ts';
import { readDocument } from './read-document.ts';
import { draftOfEntry, type FeedEntry, readFeed } from './read-feed.ts';
import type { SourceDocument } from './source-document.ts';

export interface AddingOptions {
  /** The corpus folder; made where there is none. */
  readonly directory: string;
  /** Addresses are fetched with it. */
  readonly fetcher: DocumentFetcher;
  /** Nothing is written. */
  readonly dryRun?: boolean;
  /** Texts that are nearly the same as another are added too; the very same never are. */
  readonly keepSimilar?: boolean;
  /** How many documents and entries are done; a feed's entries count once it is read. */
  onProgress?(done: number, total: number): void;
}

/**
 * Adds the articles of files and addresses to a corpus folder, one after the other, and says of each what became of it.
 * What can't be read is reported, and the rest goes on.
 *
 * @throws {CorpusError} where the corpus folder holds a file that is no article; {AddingError} where it can't be used.
 */
export async function* addArticles(
  names: readonly string[],
  options: AddingOptions,
): AsyncGenerator<Outcome> {
  const { onProgress, fetcher } = options;
  const corpus = await openCorpus(options);
  let total = names.length;
  let done = 0;
  const finished = (): void => onProgress?.(++done, total);
  for (const name of names) {
    const read = await attempt(name, async () => {
      const document = isAddress(name) ? await fetcher.fetch(name) : await readDocumentFile(name);
      const format = recogniseFormat(document);
      return format === 'feed' ? readFeed(document) : await readDocument(document, format);
    });
    if (read instanceof AddingError) {
      yield { name, kind: 'failed', message: read.message };
    } else if (Array.isArray(read)) {
      total += read.length;
      for (const entry of read) {
        yield await addEntry(entry, { corpus, fetcher });
        finished();
      }
    } else {
      yield await corpus.add(name, read);
    }
    finished();
  }
}

/** The articles of the folder and those added since, as far as it takes to add another. */
interface OpenCorpus {
  add(name: string, draft: Draft): Promise<Outcome>;
  /** The article that was read from an address. */
  idOf(address: string | undefined): string | undefined;
}

async function openCorpus({
  directory,
  dryRun = false,
  keepSimilar = false,
}: AddingOptions): Promise<OpenCorpus> {
  const folder = await CorpusFolder.open(directory, { dryRun });
  const finder = new DuplicateFinder();
  const addresses = new Map<string, string>();
  const remember = (id: string, { body, url }: Draft): void => {
    finder.add(id, body);
    if (url !== undefined) addresses.set(url, id);
  };
  for (const article of existsSync(directory) ? await readArticles(directory) : [])
    remember(article.id, article);
  return {
    idOf: (address) => (address === undefined ? undefined : addresses.get(address)),
    async add(name, draft) {
      const of = finder.find(draft.body);
      if (of !== undefined && (!keepSimilar || of.resemblance === 1)) return { name, kind: 'duplicate', of };
      const id = await attempt(name, () => folder.write(draft));
      if (id instanceof AddingError) return { name, kind: 'failed', message: id.message };
      remember(id, draft);
      return { name, kind: 'added', id, draft };
    },
  };
}

interface EntryContext {
  readonly corpus: OpenCorpus;
  readonly fetcher: DocumentFetcher;
}

async function addEntry(entry: FeedEntry, { corpus, fetcher }: EntryContext): Promise<Outcome> {
  const { name, address } = entry;
  const known = corpus.idOf(address);
  if (known !== undefined) return { name, kind: 'known', id: known };
  const draft = await attempt(name, async () => {
    if (entry.body !== undefined) return draftOfEntry(entry);
    if (address === undefined) {
      throw new AddingError(`${name}: the feed has neither its text nor its address.`);
    }
    return withEntry(await pageOf(await fetcher.fetch(address)), entry);
  });
  return draft instanceof AddingError
    ? { name, kind: 'failed', message: draft.message }
    : corpus.add(name, draft);
}

async function pageOf(document: SourceDocument): Promise<Draft> {
  const format = recogniseFormat(document);
  if (format === 'feed')
    throw new AddingError(`${document.name}: it is a feed in a feed. Give its address alone.`);
  return readDocument(document, format);
}

/** What the page does not say of itself, its entry may. */
function withEntry(draft: Draft, { published, publisher }: FeedEntry): Draft {
  return { ...(published !== undefined && { published }), ...(publisher && { publisher }), ...draft };
}

/** What the work gives, or the error that is to be reported; a reader that fails unforeseen spoils its document alone. */
async function attempt<T>(name: string, work: () => T | Promise<T>): Promise<T | AddingError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AddingError) return error;
    const message =
      error instanceof ForeseenError
        ? error.message
        : `${name}: it can't be read (${errorReason(error)}). Save it in another format.`;
    return new AddingError(message, { cause: error });
  }
}
