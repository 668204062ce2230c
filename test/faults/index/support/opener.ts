import { type ChildProcess, fork } from 'node:child_process';
import type { Opening } from '../programs/open-on-request.ts';
import type { CompiledPrograms } from './compiled.ts';

/** The process that opened an index did not live to tell. */
export interface Crash {
  readonly kind: 'crashed';
  readonly message: string;
}

/** Opens indexes, one after the other, in a process of its own, which may fall over them. */
export interface Opener {
  open(directory: string): Promise<Opening | Crash>;
  close(): void;
}

export function startOpener(programs: CompiledPrograms): Opener {
  const start = () => fork(programs.pathOf('open-on-request'));
  let child = start();
  let turn: Promise<unknown> = Promise.resolve();
  const openNow = async (directory: string) => {
    const opening = await openIn(child, directory);
    if (opening.kind === 'crashed') child = start();
    return opening;
  };
  return {
    open(directory) {
      const opening = turn.then(() => openNow(directory));
      turn = opening;
      return opening;
    },
    close: () => void child.kill(),
  };
}

function openIn(child: ChildProcess, directory: string): Promise<Opening | Crash> {
  return new Promise((resolve) => {
    const told = (opening: Opening) => {
      child.off('exit', crashed);
      resolve(opening);
    };
    const crashed = (code: number | null, signal: string | null) => {
      child.off('message', told);
      resolve({ kind: 'crashed', message: `the process ended with ${signal ?? code}` });
    };
    child.once('message', told).once('exit', crashed);
    child.send(directory);
  });
}
