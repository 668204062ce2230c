import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { projectRoot } from '../../src/project-root.ts';

export interface StartedMain {
  readonly child: ChildProcess;
  /** What it wrote to standard output and standard error so far. */
  output(): string;
  /** The first line of standard output that matches. @throws Error where the process ends without one */
  line(pattern: RegExp): Promise<string>;
  readonly exitCode: Promise<number | null>;
}

export interface StartMainOptions {
  readonly program?: string;
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
}

/** Runs the bot, from source where nothing else is said, in a process with the environment given and no other settings. */
export function startMain(
  environment: Readonly<Record<string, string>>,
  {
    program = process.execPath,
    command = ['--import', 'tsx', join(projectRoot, 'src', 'main.ts')],
    workingDirectory = projectRoot,
  }: StartMainOptions = {},
): StartedMain {
  const child = spawn(program, command, {
    cwd: workingDirectory,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', FEEDBACK: 'off', ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let errorOutput = '';
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => void lines.push(line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  const exitCode = new Promise<number | null>((resolve) => void child.on('close', resolve));
  const output = () => [...lines, errorOutput].join('\n');
  return {
    child,
    output,
    exitCode,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        look();
        reader.on('line', look);
        void exitCode.then(() => reject(new Error(`it ended without a line like ${pattern}:\n${output()}`)));
      }),
  };
}
