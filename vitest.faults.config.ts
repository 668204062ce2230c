import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that injure the bot and its index on purpose; they take longer than the others and print a table. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/faults/support/global-setup.ts'],
    // They wait more than they work.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/faults.json' }]] : ['default'],
  },
});
