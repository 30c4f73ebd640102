import { defineConfig } from 'vitest/config';

/** `npm run histories`: records the histories of this version of the workflows. */
export default defineConfig({
  test: { include: ['test/workflows/histories.record.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
});
