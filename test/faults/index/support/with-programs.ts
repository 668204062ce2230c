import { afterAll, beforeAll } from 'vitest';
import { type CompiledPrograms, compilePrograms } from './compiled.ts';
import { type Opener, startOpener } from './opener.ts';

/** What is there while the tests of a file run. */
export interface Programs {
  readonly compiled: CompiledPrograms;
  readonly opener: Opener;
}

/** Compiles the programs and starts the one that opens before the tests of a file, and takes both away after them. */
export function withPrograms(): () => Programs {
  let programs: Programs | undefined;
  beforeAll(async () => {
    const compiled = await compilePrograms();
    programs = { compiled, opener: startOpener(compiled) };
  });
  afterAll(async () => {
    programs?.opener.close();
    await programs?.compiled.remove();
  });
  return () => {
    if (programs === undefined) throw new Error('The programs are there within tests only.');
    return programs;
  };
}
