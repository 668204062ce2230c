import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

export interface ScriptRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

export interface RunScriptOptions {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs one of `scripts/` as a user does, in a process of its own. */
export async function runScript(
  name: string,
  args: readonly string[],
  { input = '', environment = {} }: RunScriptOptions = {},
): Promise<ScriptRun> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(projectRoot, 'scripts', `${name}.ts`), ...args],
    {
      cwd: projectRoot,
      env: { ...process.env, BOT_TOKEN: '', ...environment },
    },
  );
  let output = '';
  let errorOutput = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errorOutput += text;
  });
  child.stdin.end(input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { exitCode, output, errorOutput };
}
