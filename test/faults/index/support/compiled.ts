import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../../src/project-root.ts';

/** Programs of these tests as plain JavaScript: what is started hundreds of times should not be compiled each time. */
export interface CompiledPrograms {
  pathOf(program: 'build-forever' | 'open-on-request'): string;
  remove(): Promise<void>;
}

/** Compiles them to a folder from which packages are found. */
export async function compilePrograms(): Promise<CompiledPrograms> {
  const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(projectRoot, 'test', 'faults', 'index', 'tsconfig.json');
  const folder = await mkdtemp(join(projectRoot, 'node_modules', '.compiled-'));
  await promisify(execFile)(process.execPath, [compiler, '-p', project, '--outDir', folder]);
  return {
    pathOf: (program) => join(folder, 'test', 'faults', 'index', 'programs', `${program}.js`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
