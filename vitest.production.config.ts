import { defineConfig } from 'vitest/config';

/** `npm run test:production`: what talks to Temporal, against its production server on PostgreSQL. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts', 'test/temporal/*.test.ts', 'test/workflows/**/*.test.ts', 'test/ops/production/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    env: { TEST_TEMPORAL: 'postgres' },
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
