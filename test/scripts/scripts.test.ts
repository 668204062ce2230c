import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { projectRoot } from '../../src/project-root.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const corpus = join(projectRoot, 'corpus');
let index: string;

beforeAll(async () => {
  index = await mkdtemp(join(tmpdir(), 'isnad-test-'));
  const { exitCode, errorOutput } = await runScript('index', ['--corpus', corpus, '--index', index]);
  expect([exitCode, errorOutput]).toEqual([0, '']);
});

afterAll(() => rm(index, { recursive: true, force: true }));

describe('index', () => {
  test('builds, says what it built, and does nothing the second time unless forced', async () => {
    const directory = join(await temporaryDirectory(), 'new', 'index');
    const args = ['--corpus', corpus, '--index', directory];
    const first = await runScript('index', args);
    expect(first.output).toMatch(
      /^.+: 1 article, 15 passages, dimension 384, \d+\.\d s, \d+ bytes, model isnad-ar-contextual\n$/,
    );
    const manifest = await readFile(join(directory, 'manifest.json'), 'utf8');
    const second = await runScript('index', args);
    expect(second.output).toBe(
      `${directory} is up to date: 1 article, 15 passages, dimension 384. Nothing to do (--force rebuilds).\n`,
    );
    expect(await readFile(join(directory, 'manifest.json'), 'utf8')).toBe(manifest);
    await runScript('index', [...args, '--force']);
    expect(await readFile(join(directory, 'manifest.json'), 'utf8')).not.toBe(manifest);
  });

  test.each([
    [1, ['--corpus', '/nowhere'], "/nowhere: the corpus folder can't be read (ENOENT). Set CORPUS_DIR.\n"],
    [
      2,
      ['--color'],
      /^Unknown option '--color'.*\nusage: npm run index -- \[--corpus DIR\] \[--index DIR\] \[--force\]\n$/,
    ],
  ])('ends with %i and a line of why for %s', async (code, args, message) => {
    const { exitCode, output, errorOutput } = await runScript('index', args);
    expect([exitCode, output]).toEqual([code, '']);
    expect(errorOutput).toMatch(message);
  });

  test('names a model that does not exist', async () => {
    const environment = { EMBEDDING_MODEL: 'no-such-model' };
    const { exitCode, errorOutput } = await runScript('index', ['--corpus', corpus], { environment });
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(
      /^There is no embedding model "no-such-model": .+ Correct EMBEDDING_MODEL\.\n$/,
    );
  });
});

describe('ask', () => {
  const ask = (args: readonly string[], input?: string) =>
    runScript('ask', ['--corpus', corpus, '--index', index, ...args], input === undefined ? {} : { input });

  test('answers each line of standard input with a JSON object, as the contract says', async () => {
    const questions = ['متى تأسست المنظمة؟', 'كيف أطبخ الكبسة؟', 'When?'];
    const { exitCode, output, errorOutput } = await ask(
      ['--json', '--top', '4'],
      `${questions.join('\n')}\n\n`,
    );
    expect([exitCode, errorOutput]).toEqual([0, '']);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((line): Answer => JSON.parse(line));
    expect(answers.map(({ question }) => question)).toEqual(questions);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['answered', 'not_found', 'rejected']);
    const [founded] = answers;
    expect(Object.keys(founded ?? {})).toEqual([
      'question',
      'outcome',
      'confidence',
      'answer',
      'citations',
      'ranked',
      'tookMs',
    ]);
    expect(founded?.ranked).toHaveLength(4);
    expect(founded?.citations[0]).toMatchObject({
      number: 1,
      article: 'samarkand-2022',
      sentence: 10,
      start: 1133,
      end: 1313,
    });
    expect(founded?.citations[0]?.text).toContain('يونيو/حزيران 2001');
    expect(answers[1]).toMatchObject({ citations: [], answer: null });
  });

  test('answers a question of the command line for people', async () => {
    const { exitCode, output } = await ask(['متى', 'تأسست', 'المنظمة؟']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^متى تأسست المنظمة؟\nanswered, confidence [01]\.\d\d, \d+\.\d ms\n/);
    expect(output).toContain('[1] تضم المنظمة التي تأسست في يونيو/حزيران 2001');
    expect(output).toContain('samarkand-2022, sentence 10');
  });

  test.each([['0'], ['many'], ['2.5']])('refuses --top %s', async (top) => {
    const { exitCode, errorOutput } = await ask(['--top', top, 'متى؟']);
    expect(exitCode).toBe(2);
    expect(errorOutput).toMatch(/^--top takes a whole number from 1 to 1000\.\nusage: npm run ask/);
  });

  test('says so where the articles changed since', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'a.txt'), 'نص آخر.');
    const { exitCode, errorOutput } = await runScript('ask', [
      '--corpus',
      directory,
      '--index',
      index,
      'متى؟',
    ]);
    expect([exitCode, errorOutput]).toEqual([
      0,
      `${index}: the index is out of date: the articles changed. Rebuild it: npm run index.\n`,
    ]);
  });

  test('says where there is no index', async () => {
    const { exitCode, output, errorOutput } = await runScript('ask', ['--index', '/nowhere', 'متى؟']);
    expect([exitCode, output, errorOutput]).toEqual([
      1,
      '',
      '/nowhere/manifest.json: there is no such file. Build the index: npm run index.\n',
    ]);
  });

  test('refuses vectors cut short', async () => {
    const directory = await temporaryDirectory();
    await runScript('index', ['--corpus', corpus, '--index', directory]);
    const [version = ''] = await readdir(join(directory, 'versions'));
    const path = join(directory, 'versions', version, 'vectors.bin');
    await truncate(path, 100);
    const { exitCode, errorOutput } = await runScript('ask', ['--index', directory, 'متى؟']);
    expect(exitCode).toBe(1);
    expect(errorOutput).toMatch(
      new RegExp(
        `^${path}: the file is damaged \\(100 of \\d+ bytes\\)\\. Rebuild the index: npm run index\\.\n$`,
      ),
    );
  });
});
