import { SingleBar } from 'cli-progress';
import { config as loadDotenv } from 'dotenv';
import type { DownloadProgress } from '../src/embedding/load-embedder.ts';
import { errorReason } from '../src/error-reason.ts';
import { describeFailure } from '../src/foreseen-error.ts';
import type { IndexPlaceSettings } from '../src/index-place.ts';
import type { BuildStage } from '../src/indexing/build-index.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs a script's work with the environment of `.env`, prints the line it returns, and turns an error into one line and
 * a non-zero exit: 2 where the command was called wrongly, else 1. Only an error nobody foresaw shows its stack.
 */
export async function runCommand(usage: string, work: () => Promise<string | undefined>): Promise<void> {
  loadDotenv({ quiet: true });
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    const line = await work();
    if (line !== undefined) process.stdout.write(`${line}\n`);
  } catch (error) {
    const isMisuse = error instanceof UsageError || errorReason(error).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      isMisuse && error instanceof Error ? `${error.message}\n${usage}\n` : `${describeFailure(error)}\n`,
    );
    process.exitCode = isMisuse ? 2 : 1;
  }
}

/** Shows a bar on a terminal while a model's weights are downloaded, and nothing elsewhere. */
export function downloadBar(): (progress: DownloadProgress) => void {
  let bar: SingleBar | undefined;
  let shown = '';
  return ({ file, loaded, total }) => {
    if (total === 0) return;
    if (shown !== file) {
      bar?.stop();
      bar = new SingleBar({ format: `Downloading ${file} {bar} {percentage}%`, stream: process.stderr });
      bar.start(total, loaded);
      shown = file;
    }
    bar?.update(loaded);
    if (loaded >= total) bar?.stop();
  };
}

const STAGES: Readonly<Record<BuildStage, string>> = {
  passages: 'Embedding {bar} {value}/{total} passages',
  words: 'Embedding {bar} {value}/{total} words',
  graph: 'Linking {bar} {value}/{total} passages',
};

/** Shows a bar for each stage of a build on a terminal, and nothing elsewhere. */
export function buildBar() {
  let bar: SingleBar | undefined;
  let shown: BuildStage | undefined;
  return {
    show(stage: BuildStage, done: number, total: number) {
      if (shown !== stage) {
        bar?.stop();
        bar = new SingleBar({ format: STAGES[stage], stream: process.stderr, clearOnComplete: true });
        bar.start(total, 0);
        shown = stage;
      }
      bar?.update(done);
    },
    stop() {
      bar?.stop();
    },
  };
}

/** Where the index is: in the folder that was named, else where the settings say. */
export function placeOf(settings: IndexPlaceSettings, folder: string | undefined): IndexPlaceSettings {
  return folder === undefined ? settings : { indexDirectory: folder };
}
