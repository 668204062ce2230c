import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/faults/**'],
    // Vitest leaves one core to itself, half of a small machine, and needs next to nothing of it.
    maxWorkers: '100%',
    // Nothing in the project is global, so that test files need no process of their own: to start one takes half a second.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
  },
});
