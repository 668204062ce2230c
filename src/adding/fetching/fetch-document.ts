import { type Agent, fetch, type Response } from 'undici';
import { errorReason } from '../../error-reason.ts';
import { AddingError } from '../adding-error.ts';
import { isArticleContentType, MAXIMUM_DOCUMENT_BYTES } from '../formats.ts';
import type { SourceDocument } from '../source-document.ts';
import { guardedAgent, type ResolveHost } from './guarded-agent.ts';
import { type AddressPolicy, isPublicAddress } from './public-address.ts';
import { RefusedAddressError } from './refused-address-error.ts';

export interface FetchOptions {
  /** Which addresses may be connected to; those of the public internet where left out. */
  readonly isAllowed?: AddressPolicy;
  readonly resolve?: ResolveHost;
  /** For a document altogether, redirects included. */
  readonly timeoutMs?: number;
  /** Counted as they come out of decompression. */
  readonly maximumBytes?: number;
  readonly maximumRedirects?: number;
}

/** Fetches documents, until it is closed. */
export interface DocumentFetcher {
  /** @throws {AddingError} that names the address, what was wrong and what to do. */
  fetch(address: string): Promise<SourceDocument>;
  close(): Promise<void>;
}

type Limits = Required<Pick<FetchOptions, 'timeoutMs' | 'maximumBytes' | 'maximumRedirects'>>;

const HEADERS = {
  'user-agent': 'Isnad/0.1 (adds single articles on request)',
  accept:
    'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, text/plain;q=0.9, */*;q=0.5',
  'accept-language': 'ar, *;q=0.5',
};

/**
 * A fetcher that keeps to the public internet: http and https alone, each hop of a redirect checked like the first, and
 * bounds on time, on redirects and on bytes however well they were compressed.
 */
export function createFetcher({
  isAllowed = isPublicAddress,
  resolve,
  timeoutMs = 30_000,
  maximumBytes = MAXIMUM_DOCUMENT_BYTES,
  maximumRedirects = 5,
}: FetchOptions = {}): DocumentFetcher {
  const agent = guardedAgent({ isAllowed, ...(resolve !== undefined && { resolve }) });
  const limits = { timeoutMs, maximumBytes, maximumRedirects };
  return {
    async fetch(address) {
      try {
        return await fetchDocument(address, agent, limits);
      } catch (error) {
        throw explained(address, error, limits);
      }
    },
    close: () => agent.destroy(),
  };
}

async function fetchDocument(address: string, agent: Agent, limits: Limits): Promise<SourceDocument> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let url = checkedUrl(address, address);
  for (let hop = 0; hop <= limits.maximumRedirects; hop += 1) {
    const response = await fetch(url.href, {
      redirect: 'manual',
      headers: HEADERS,
      dispatcher: agent,
      signal,
    });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      if (!URL.canParse(location, url.href))
        throw new AddingError(`${address}: it is redirected to nowhere (${location}).`);
      url = checkedUrl(new URL(location, url).href, address);
      continue;
    }
    return await documentOf(response, { address, url, limits });
  }
  throw new AddingError(
    `${address}: it is redirected more than ${limits.maximumRedirects} times. Give the address it ends at.`,
  );
}

interface Fetched {
  readonly address: string;
  readonly url: URL;
  readonly limits: Limits;
}

async function documentOf(response: Response, { address, url, limits }: Fetched): Promise<SourceDocument> {
  const refuse = async (reason: string): Promise<never> => {
    await response.body?.cancel();
    throw new AddingError(`${address}: ${reason}`);
  };
  if (!response.ok) return refuse(`the server answers ${response.status}. See in a browser what is there.`);
  const contentType = response.headers.get('content-type') ?? undefined;
  if (!isArticleContentType(contentType)) return refuse(`it is no article but ${contentType}.`);
  const tooLarge = `it is larger than ${limits.maximumBytes} bytes. Save it, and cut it into several.`;
  if (Number(response.headers.get('content-length')) > limits.maximumBytes) return refuse(tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limits.maximumBytes) throw new AddingError(`${address}: ${tooLarge}`);
    chunks.push(chunk);
  }
  return {
    name: address,
    bytes: Buffer.concat(chunks),
    ...(contentType !== undefined && { contentType }),
    address: url.href,
  };
}

function checkedUrl(text: string, address: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined)
    throw new AddingError(`${address}: it is no address. Write it as a browser shows it.`);
  if (!/^https?:$/.test(url.protocol)) {
    throw new AddingError(`${address}: only http and https are fetched, not ${url.protocol}//.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddingError(
      `${address}: an address with a password in it is not fetched. Save the page, and add the file.`,
    );
  }
  return url;
}

function explained(address: string, error: unknown, { timeoutMs }: Limits): AddingError {
  if (error instanceof AddingError) return error;
  const causes = causesOf(error);
  const refused = causes.find((cause) => cause instanceof RefusedAddressError);
  if (refused !== undefined) {
    return new AddingError(
      `${address}: ${refused.message} is no address of the public internet, and such are not fetched. Save the page, and add the file.`,
      { cause: error },
    );
  }
  const isLate = causes.some((cause) => cause instanceof Error && cause.name === 'TimeoutError');
  const reason = isLate ? `not within ${timeoutMs / 1000} s` : errorReason(causes.at(-1));
  return new AddingError(
    `${address}: it can't be fetched (${reason}). Try again later, or save the page and add the file.`,
    {
      cause: error,
    },
  );
}

/** An error and what it was caused by, which undici keeps the reason in. */
function causesOf(error: unknown): unknown[] {
  return error instanceof Error && error.cause !== undefined ? [error, ...causesOf(error.cause)] : [error];
}
