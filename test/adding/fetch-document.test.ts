import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFetcher, type FetchOptions } from '../../src/adding/fetching/fetch-document.ts';
import { isPublicAddress } from '../../src/adding/fetching/public-address.ts';
import { redirectTo, startWebServer } from './support/web-server.ts';

/** A fetcher that may connect to loopback, where the tests' servers are. */
function fetcherOf(options: FetchOptions = {}) {
  const fetcher = createFetcher({ isAllowed: (address) => address === '127.0.0.1', ...options });
  onTestFinished(() => fetcher.close());
  return fetcher;
}

describe('the addresses allowed', () => {
  test.each([['8.8.8.8'], ['93.184.216.34'], ['2606:4700:4700::1111'], ['2a00:1450:4001:81b::200e']])(
    'have %s among them',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
    ['link-local', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fec0::1'],
    ['a carrier’s', '100.64.0.1', '100.127.255.255'],
    ['multicast', '224.0.0.1', '239.1.1.1', 'ff02::1'],
    ['unspecified or broadcast', '0.0.0.0', '0.1.2.3', '255.255.255.255', '::'],
    [
      'reserved',
      '192.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '240.0.0.1',
      '2001:db8::1',
    ],
    [
      'IPv4 in IPv6',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b::8.8.8.8',
      '2002:7f00:1::',
      '2001::1',
    ],
    ['no address', '', 'localhost', '127.0.0.1.example.org'],
  ])('have none that is %s', (_, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});

describe('without leave, no connection is made', () => {
  test.each([
    ['http://127.0.0.1:PORT/'],
    ['http://localhost:PORT/'],
    ['http://2130706433:PORT/'],
    ['http://0x7f.1:PORT/'],
    ['http://[::1]:PORT/'],
    ['http://[::ffff:127.0.0.1]:PORT/'],
    ['http://0.0.0.0:PORT/'],
  ])('to %s', async (address) => {
    const server = await startWebServer({ '/': 'سر' });
    const fetcher = createFetcher();
    onTestFinished(() => fetcher.close());
    await expect(fetcher.fetch(address.replace('PORT', String(server.port)))).rejects.toThrow(
      /is no address of the public internet, and such are not fetched\. Save the page, and add the file\.$/,
    );
    expect(server.asked).toEqual([]);
  });

  test('to a name with such an address among others', async () => {
    const server = await startWebServer({ '/': 'سر' });
    const fetcher = fetcherOf({
      resolve: (_, callback) =>
        callback(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '10.0.0.1', family: 4 },
        ]),
    });
    await expect(fetcher.fetch(`http://news.test:${server.port}/`)).rejects.toThrow(
      'news.test (10.0.0.1) is no address',
    );
    expect(server.asked).toEqual([]);
  });

  test('where a redirect leads to one', async () => {
    const secret = await startWebServer({ '/': 'سر' });
    const server = await startWebServer({ '/': redirectTo(`http://127.0.0.2:${secret.port}/`) });
    await expect(fetcherOf().fetch(`${server.url}/`)).rejects.toThrow(
      '127.0.0.2 is no address of the public internet',
    );
    expect(secret.asked).toEqual([]);
  });
});

test('a name is looked up once, and the address that was checked is the one connected to', async () => {
  const server = await startWebServer({ '/': 'خبر' });
  const answers = ['127.0.0.1', '127.0.0.2'];
  const fetcher = fetcherOf({
    resolve: (_, callback) => callback(null, [{ address: answers.shift() ?? '127.0.0.2', family: 4 }]),
  });
  const { bytes } = await fetcher.fetch(`http://news.test:${server.port}/`);
  expect(Buffer.from(bytes).toString()).toBe('خبر');
  expect(answers).toEqual(['127.0.0.2']);
});

test('a document comes with its type and the address it was found at', async () => {
  const server = await startWebServer({
    '/old': redirectTo('/older'),
    '/older': redirectTo('/new'),
    '/new': (response) => void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-'),
  });
  expect(await fetcherOf().fetch(`${server.url}/old`)).toEqual({
    name: `${server.url}/old`,
    bytes: Buffer.from('%PDF-'),
    contentType: 'application/pdf',
    address: `${server.url}/new`,
  });
});

describe('an address is given up', () => {
  test.each([
    ['ftp://example.org/a', 'only http and https are fetched, not ftp://.'],
    ['file:///etc/passwd', 'only http and https are fetched, not file://.'],
    ['http://user:secret@example.org/', 'an address with a password in it is not fetched.'],
    ['http://', 'it is no address. Write it as a browser shows it.'],
  ])('%s', async (address, message) => {
    await expect(fetcherOf().fetch(address)).rejects.toThrow(`${address}: ${message}`);
  });

  test.each<[string, RegExp, Parameters<typeof startWebServer>[0], FetchOptions?]>([
    ['where there is none', /the server answers 404\. See in a browser what is there\.$/, {}],
    [
      'where what is there is no article',
      /it is no article but image\/png\.$/,
      { '/': (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x') },
    ],
    [
      'where it is redirected for ever',
      /it is redirected more than 5 times\. Give the address it ends at\.$/,
      { '/': redirectTo('/') },
    ],
    [
      'where it is redirected to a file',
      /only http and https are fetched, not file:\/\/\.$/,
      { '/': redirectTo('file:///etc/passwd') },
    ],
    [
      'where it says that it is too large',
      /it is larger than 1000 bytes\. Save it, and cut it into several\.$/,
      { '/': (response) => void response.writeHead(200, { 'content-length': 5000 }).end('x'.repeat(5000)) },
      { maximumBytes: 1000 },
    ],
    [
      'where it is too large, unpacked',
      /it is larger than 1000000 bytes\./,
      {
        '/': (response) =>
          void response
            .writeHead(200, { 'content-encoding': 'gzip' })
            .end(gzipSync(Buffer.alloc(30_000_000))),
      },
      { maximumBytes: 1_000_000 },
    ],
    [
      'where it does not end in time',
      /it can't be fetched \(not within 0\.2 s\)\. Try again later, or save the page and add the file\.$/,
      { '/': (response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<p>') },
      { timeoutMs: 200 },
    ],
    [
      'where the connection breaks',
      /it can't be fetched \(.+\)\. Try again later/,
      { '/': (response) => void response.destroy() },
    ],
  ])('%s', async (_, message, pages, options) => {
    const server = await startWebServer(pages);
    await expect(fetcherOf(options).fetch(`${server.url}/`)).rejects.toThrow(message);
  });
});
