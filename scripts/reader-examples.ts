import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { analyseQuestion } from '../src/retrieval/question.ts';
import { LONGEST_PASSAGE, readerInput } from '../src/retrieval/reader/reader-input.ts';
import { createWordVectors } from '../src/retrieval/word-vectors.ts';
import { createExampleFiles } from '../training/examples/example-file.ts';
import { createQuestionMaker } from '../training/examples/made-up-questions.ts';
import { neighbourExamples, readerExamples } from '../training/examples/real-examples.ts';
import { makeExamples } from '../training/ranker/examples.ts';
import { randomFrom } from '../training/ranker/network.ts';
import {
  readAaqad,
  readConfirmingSets,
  readNewsQuestions,
  readTrainingSets,
} from '../training/ranker/question-sets.ts';
import { loadTrainingKnowledge } from '../training/training-knowledge.ts';

/**
 * Writes what the reader learns from, for `training/encoder/pack.py`:
 * `npm run reader:examples -- --data DIR --target DIR [--made-up ARTICLES [--each QUESTIONS]]`, where the first DIR holds `data/`,
 * `eval/` and `corpus/`.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    target: { type: 'string' },
    'made-up': { type: 'string', default: '0' },
    each: { type: 'string', default: '4' },
  },
});
const { data: directory, target } = values;
if (directory === undefined || target === undefined)
  throw new Error('Name the folder that holds data/ and eval/, and one to write to: --data DIR --target DIR');
const { embedder, lexicon, background } = await loadTrainingKnowledge();
const files = createExampleFiles(target);
/** The number of the set that made-up questions are; written ones are counted from 0. */
const MADE_UP = -1;
/** Made-up questions are not misspelt. */
const NOTHING = { documents: 0, documentFrequency: () => 0 };

const articles = Number(values['made-up']);
if (articles > 0) await makeUp();
else await readReal();
await files.finish();
await embedder.close();
process.stdout.write(`${files.count} examples\n`);

async function readReal(): Promise<void> {
  const sets = [
    ...readTrainingSets(directory ?? ''),
    readAaqad(join(directory ?? '', 'data/aaqad.jsonl.gz')),
    ...readConfirmingSets(directory ?? ''),
  ];
  let question = 0;
  for (const [set, questions] of sets.entries()) {
    const before = files.count;
    if (questions.name === 'aaqad') {
      for (const each of neighbourExamples(questions, { lexicon, background, question, set }))
        files.add(each);
      question += questions.questions.length;
      process.stdout.write(
        `aaqad: ${questions.questions.length} questions, ${files.count - before} examples\n`,
      );
      continue;
    }
    const knowledge = {
      embedder,
      lexicon,
      background,
      wordVectors: createWordVectors(embedder, { mostWords: 1_000_000 }),
    };
    const examples = await makeExamples(questions, knowledge, { deprive: false });
    for (const example of examples) {
      for (const each of readerExamples(example, { background, question, set })) files.add(each);
      question += 1;
    }
    process.stdout.write(
      `${questions.name}: ${examples.length} questions, ${files.count - before} examples\n`,
    );
  }
}

/** Enough of an article to tell it from others, whatever its spaces. */
function openingOf(text: string): string {
  return text.replace(/\s+/g, '').slice(0, 60);
}

async function makeUp(): Promise<void> {
  const families = readFileSync('lexicon/paraphrase.tsv', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [weight, members] = line.split('\t');
      return line.startsWith('#') || members === undefined || Number(weight) < 0.7
        ? []
        : [members.split(/[ /]/).map((member) => member.replaceAll('_', ' '))];
    });
  const make = createQuestionMaker({
    lexicon,
    families,
    random: randomFrom(1),
    perArticle: Number(values.each),
  });
  const lines = createInterface({
    input: createReadStream(join(directory ?? '', 'data/sanad_khaleej.txt.gz')).pipe(createGunzip()),
  });
  // What is measured with is not made up from.
  const measured = new Set(
    readNewsQuestions(join(directory ?? '', 'data')).corpora.flatMap((corpus) =>
      corpus.map(({ body }) => openingOf(body)),
    ),
  );
  let question = 0;
  let read = 0;
  for await (const line of lines) {
    if (measured.has(openingOf(line))) continue;
    if (read++ >= articles) break;
    for (const { text, analysis, first, last, other } of make(line)) {
      if (last >= LONGEST_PASSAGE) continue;
      const analysed = analyseQuestion(text, { lexicon, background, corpus: NOTHING });
      const common = { question, set: MADE_UP, fold: -1 };
      files.add({ input: readerInput({ question: analysed, analysis, background }), first, last, ...common });
      if (other !== undefined)
        files.add({
          input: readerInput({ question: analysed, analysis: other, background }),
          first: -1,
          last: -1,
          ...common,
        });
      if (question < 25)
        process.stdout.write(
          `${text}  =>  ${analysis.words
            .slice(first, last + 1)
            .map(({ folded }) => folded)
            .join(' ')}\n`,
        );
      question += 1;
    }
  }
}
