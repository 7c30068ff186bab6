import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // By itself vitest would run one file at a time on two cores.
    maxWorkers: 2,
    // Whole-app tests start brokers, simulators, browsers and child processes on a small machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
