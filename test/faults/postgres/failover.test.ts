import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeUpArticles } from '../../../bench/made-up-articles.ts';
import { readQuestionSet } from '../../../evaluation/question-set.ts';
import { readCorpus } from '../../../src/corpus/read-corpus.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { type Cluster, describeWithReplica } from '../../support/postgres.ts';
import { runScript } from '../../support/run-script.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { reportFaults } from '../support/fault-report.ts';
import { type Asked, startBalancedBots } from './support/balanced-bots.ts';

/** Questions a second, over both bots; on two cores they share with the servers. */
const RATE = 8;
/** Every so many questions come to both bots. */
const TWICE = 5;
/** Milliseconds; longer where what is done to them takes longer. */
const PHASE = 4000;
const FAULT_AT = 1000;

describeWithReplica('two bots, a primary and its replica', (cluster) => {
  test('whatever is killed under load, no question is lost and no answer is wrong', {
    timeout: 300_000,
  }, async () => {
    const { questions, environment } = await indexedArchive(cluster());
    const bots = await startBalancedBots(environment);
    const expected = new Map<string, string>();
    for (const question of questions) {
      const { answers } = await bots.ask(question);
      expected.set(question, answers[0] ?? '');
    }
    // Otherwise the same failure would be compared with itself.
    expect([...expected.values()].filter((text) => text.includes('[١]')).length).toBeGreaterThan(
      QUESTIONS / 2,
    );
    const isWrong = ({ question, answers }: Asked) => answers.some((text) => text !== expected.get(question));
    const phases: Phase[] = [];

    async function phase(name: string, fault: () => Promise<readonly Asked[] | undefined>): Promise<void> {
      const asked: Promise<Asked>[] = [];
      const startedAt = performance.now();
      let isOver = false;
      const injected = wait(FAULT_AT)
        .then(fault)
        .finally(() => {
          isOver = true;
        });
      for (let number = 0; performance.now() - startedAt < PHASE || !isOver; number += 1) {
        const question = questions[number % questions.length] as string;
        asked.push(bots.ask(question, { twice: number % TWICE === 0 }));
        await wait(1000 / RATE);
      }
      const all = [...(await Promise.all(asked)), ...((await injected) ?? [])];
      phases.push({
        name,
        asked: all.length,
        lost: all.filter(({ took }) => took === undefined).length,
        wrong: all.filter(isWrong).length,
        doubled: all.filter(({ answers }) => answers.length > 1).length,
        longest: Math.max(...all.map(({ took = Number.POSITIVE_INFINITY }) => took)),
      });
    }

    await phase('nothing is killed', async () => undefined);
    await phase('another version published', async () => {
      await buildIndex(environment, '--force');
      await Promise.all(bots.bots.map(({ main }) => main.line(/answering from a new index/)));
      return undefined;
    });
    await phase('kill -9 of the replica', async () => void (await cluster().kill('replica')));
    await cluster().restart('replica');
    await phase('kill -9 of a bot', async () => void (await bots.killAndReplace(0, 1000)));
    await phase('kill -9 of a bot with ten questions under way', async () => {
      const burst = questions.slice(0, 10).map((question) => bots.ask(question));
      await wait(30);
      await bots.killAndReplace(1, 1000);
      return Promise.all(burst);
    });
    await phase('kill -9 of the primary, the replica promoted 2 s later', async () => {
      await cluster().kill('primary');
      await wait(2000);
      await cluster().promote();
      return undefined;
    });
    await phase('on the promoted replica alone', async () => undefined);

    for (const { name, asked, lost, wrong, doubled, longest } of phases) {
      const pause = `${(longest / 1000).toFixed(1)} s`;
      reportFaults({
        name: `two bots on PostgreSQL, ${name}: longest wait ${pause}`,
        injected: asked,
        survived: asked - lost - wrong,
        lost,
        doubled,
      });
    }
    expect(phases.map(({ name, lost, wrong }) => ({ name, lost, wrong }))).toEqual(
      phases.map(({ name }) => ({ name, lost: 0, wrong: 0 })),
    );
    // Without a table that takes writes, or where a bot is killed between answering and saying so, nobody can know.
    const surely = phases.filter(({ name }) => !/primary|bot/.test(name));
    expect(surely.map(({ doubled }) => doubled)).toEqual(surely.map(() => 0));
  });
});

interface Phase {
  readonly name: string;
  readonly asked: number;
  readonly lost: number;
  readonly wrong: number;
  readonly doubled: number;
  /** Milliseconds. */
  readonly longest: number;
}

/** So many questions as there are answers to compare with; each is asked again and again. */
const QUESTIONS = 30;
/** Enough that not every passage is a candidate, and that the bots can't know them all by heart. */
const MADE_UP_SENTENCES = 600;

/** The project's own article among made-up ones, indexed by the project's own command. */
async function indexedArchive({ url, readUrl }: Cluster) {
  const corpus = await temporaryDirectory();
  const articles = [
    ...(await readCorpus(join(projectRoot, 'corpus'))),
    ...(await makeUpArticles(MADE_UP_SENTENCES)),
  ];
  for (const { id, title, body } of articles)
    await writeFile(join(corpus, `${id}.md`), `---\ntitle: ${title}\n---\n${body}`);
  const environment = { DATABASE_URL: url, DATABASE_READ_URLS: readUrl, CORPUS_DIR: corpus };
  await buildIndex(environment);
  const { groups } = await readQuestionSet(join(projectRoot, 'eval', 'event.jsonl'), articles);
  const questions = groups.flatMap((group) => group.questions.map(({ question }) => question));
  return { questions: questions.slice(0, QUESTIONS), environment };
}

async function buildIndex(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<void> {
  const { exitCode, errorOutput } = await runScript('index', args, { environment });
  if (exitCode !== 0) throw new Error(errorOutput);
}
