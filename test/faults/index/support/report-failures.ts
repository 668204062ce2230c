import { expect } from 'vitest';
import { reportFaults } from '../../support/fault-report.ts';

/** Adds to the table how an index came through so many faults, and fails where it did not come through one. */
export function reportFailures(name: string, injected: number, failures: readonly string[]): void {
  const lost = Math.min(injected, failures.length);
  reportFaults({ name, injected, survived: injected - lost, lost, doubled: 0 });
  expect(failures).toEqual([]);
}
