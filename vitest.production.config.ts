import { defineConfig } from 'vitest/config';
import { HANG_MS } from './test/support/hang.ts';

/** `npm run test:production`: what talks to Temporal, against its production server on PostgreSQL. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts', 'test/temporal/*.test.ts', 'test/workflows/**/*.test.ts'],
    // The faults strike a development server of their own: what they kill must be one process, started in a moment.
    exclude: ['test/system/faults/**'],
    globalSetup: 'test/support/global-setup.ts',
    env: { TEST_TEMPORAL: 'postgres' },
    maxWorkers: 1,
    expect: { poll: { timeout: HANG_MS } },
    testTimeout: 2 * HANG_MS,
    hookTimeout: 2 * HANG_MS,
  },
});
