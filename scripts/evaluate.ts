import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateSet } from '../evaluation/evaluate-set.ts';
import { type QuestionSet, readQuestionSet } from '../evaluation/question-set.ts';
import { answersTable, breakdownTable, errorsReport, systemsTable } from '../evaluation/report.ts';
import { embedderSettings, readConfig } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { loadEmbedder } from '../src/embedding/load-embedder.ts';
import { projectRoot } from '../src/project-root.ts';
import { downloadBar, runCommand } from './command.ts';

const USAGE =
  'usage: npm run evaluate -- [--corpus DIR] [--compare EMBEDDING_MODEL] [--errors] [SET.jsonl | FOLDER …]';

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    options: {
      corpus: { type: 'string' },
      compare: { type: 'string' },
      errors: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const config = readConfig({ ...process.env, BOT_TOKEN: '' });
  const articles = await readCorpus(values.corpus ?? config.corpusDirectory);
  const paths = positionals.length > 0 ? positionals : [join(projectRoot, 'eval', 'event.jsonl')];
  const sets = await Promise.all(paths.map((path) => readQuestionSet(path, articles)));
  const models = [config.embeddingModel, ...(values.compare === undefined ? [] : [values.compare])];
  for (const model of models) {
    const embedder = await loadEmbedder({ ...embedderSettings(config), model, onProgress: downloadBar() });
    for (const set of sets)
      process.stdout.write(
        `${await report(set, embedder, { withErrors: values.errors, reads: config.reads })}\n\n`,
      );
    await embedder.close();
  }
  return undefined;
});

async function report(
  set: QuestionSet,
  embedder: Awaited<ReturnType<typeof loadEmbedder>>,
  { withErrors, reads }: { readonly withErrors: boolean; readonly reads: boolean },
) {
  const results = await evaluateSet(set, embedder, { reads });
  const unanswerable = results.filter(({ question }) => !question.answerable).length;
  return [
    `## ${set.name}, ${embedder.model}${reads ? '' : ', without the reader'}: ${results.length} questions, ${unanswerable} of them unanswerable`,
    systemsTable(results),
    answersTable(results),
    ...(['kind', 'dialect'] as const).map((field) => breakdownTable(results, field)),
    ...(withErrors ? [errorsReport(results)] : []),
  ].join('\n\n');
}
