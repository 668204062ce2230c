import { SingleBar } from 'cli-progress';
import { config as loadDotenv } from 'dotenv';
import type { DownloadProgress } from '../src/embedding/load-embedder.ts';

/**
 * Runs a script's work with the environment of `.env`, prints the line it returns, and turns an error into one line and
 * a non-zero exit; only an error nobody foresaw shows its stack.
 */
export async function runCommand(usage: string, work: () => Promise<string | undefined>): Promise<void> {
  loadDotenv({ quiet: true });
  try {
    const line = await work();
    if (line !== undefined) process.stdout.write(`${line}\n`);
  } catch (error) {
    process.stderr.write(`${describe(error, usage)}\n`);
    process.exitCode = 1;
  }
}

const FORESEEN = new Set([
  'ConfigError',
  'CorpusError',
  'IndexError',
  'KnowledgeError',
  'ModelLoadError',
  'UsageError',
]);

function describe(error: unknown, usage: string): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return `${error.message}\n${usage}`;
  if (error.name === 'UsageError') return `${error.message}\n${usage}`;
  return FORESEEN.has(error.name) ? error.message : (error.stack ?? error.message);
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
