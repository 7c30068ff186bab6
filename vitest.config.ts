import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Whole-app tests start brokers, simulators and child processes on a small machine.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
