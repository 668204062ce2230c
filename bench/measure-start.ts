import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { projectRoot } from '../src/project-root.ts';
import { median, type Row } from './row.ts';

/** Starts timed, of which the middle one counts. */
const STARTS = 5;

export interface MeasureStartOptions {
  readonly name: string;
  /** The arguments of node. */
  readonly command: readonly string[];
  /** A folder that does not exist yet: the first start builds the index into it. */
  readonly indexDirectory: string;
}

/** Times the bot from its start to the moment it is ready, and reads its memory then. */
export async function measureStart({ name, command, indexDirectory }: MeasureStartOptions): Promise<Row[]> {
  const first = await startOnce(command, indexDirectory);
  const later = [];
  for (let start = 0; start < STARTS; start += 1) later.push(await startOnce(command, indexDirectory));
  return [
    { what: `\`${name}\` to ready, building the index`, figure: `${first.milliseconds.toFixed(0)} ms` },
    {
      what: `\`${name}\` to ready`,
      figure: `${median(later.map((start) => start.milliseconds)).toFixed(0)} ms`,
    },
    {
      what: `\`${name}\`, memory when ready`,
      figure: `${median(later.map((start) => start.megabytes)).toFixed(0)} MB`,
    },
  ];
}

async function startOnce(command: readonly string[], indexDirectory: string) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, {
    cwd: projectRoot,
    env: { ...process.env, BOT_TOKEN: '', PORT: '0', LOG_LEVEL: 'info', INDEX_DIR: indexDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('open http')) continue;
    const milliseconds = performance.now() - startedAt;
    const megabytes = await residentMegabytes(child.pid ?? 0);
    child.kill('SIGTERM');
    return { milliseconds, megabytes };
  }
  throw new Error('The bot ended before it was ready. Try npm start to see why.');
}

/** Resident set size, from Linux's `/proc`; not a number on other systems. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
