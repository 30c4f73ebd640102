import { defineConfig } from 'vitest/config';

/** `npm run test:production`: what talks to Temporal, against its production server on PostgreSQL. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts', 'test/temporal/*.test.ts', 'test/workflows/**/*.test.ts'],
    // The faults strike a development server of their own: what they kill must be one process, started in a moment.
    exclude: ['test/system/faults/**'],
    globalSetup: 'test/support/global-setup.ts',
    env: { TEST_TEMPORAL: 'postgres' },
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
