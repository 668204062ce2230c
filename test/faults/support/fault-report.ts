import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../../src/project-root.ts';

/** What one kind of fault did. */
export interface FaultRow {
  /** The kind of fault, as the table is to name it. */
  readonly name: string;
  /** How many faults were injected. */
  readonly injected: number;
  /** After how many of them all was well. */
  readonly survived: number;
  /** Questions, articles or answers that were lost. */
  readonly lost: number;
  /** Those that came twice. */
  readonly doubled: number;
}

/** Test files run in processes of their own: their rows meet in a file, one JSON object a line. */
const ROWS_FILE = join(projectRoot, 'coverage', 'faults.jsonl');

/** Adds a row to the table that ends a run of the fault tests. */
export function reportFaults({ name, injected, survived, lost, doubled }: FaultRow): void {
  mkdirSync(dirname(ROWS_FILE), { recursive: true });
  appendFileSync(ROWS_FILE, `${JSON.stringify({ name, injected, survived, lost, doubled })}\n`);
}

/** Forgets the rows of the run before. */
export function clearFaultReport(): void {
  rmSync(ROWS_FILE, { force: true });
}

/** All rows as a table in Markdown, as the README shows it; empty where there are none. */
export function renderFaultReport(): string {
  if (!existsSync(ROWS_FILE)) return '';
  const lines = readFileSync(ROWS_FILE, 'utf8').trim().split('\n');
  const rows = lines
    .map((line) => JSON.parse(line) as FaultRow)
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const cells = [
    ['fault', 'injected', 'survived', 'lost', 'doubled'],
    ['---', '---:', '---:', '---:', '---:'],
    ...rows.map(({ name, ...counts }) => [
      name,
      ...[counts.injected, counts.survived, counts.lost, counts.doubled].map((count) =>
        count.toLocaleString('en'),
      ),
    ]),
  ];
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
