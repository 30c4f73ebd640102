import { expect, test } from 'vitest';
import { fuzzedReaders } from '../../../bench/fuzz/targets/index.ts';

// A taste of `npm run fuzz`, always the same.
test.each(fuzzedReaders())('$name: whatever is sent is read or refused by design', async ({ run }) => {
  const { runs, fault } = await run({ numRuns: 150, seed: 20_260 });
  expect(fault).toBeNull();
  expect(runs).toBe(150);
});
