import { describe, expect, test } from 'vitest';
import { STORE } from '../../../bench/faults/faults.ts';
import { runFault } from '../../../bench/faults/run-fault.ts';
import { ACTIVITY_PLACEMENTS } from '../../../src/contract/run.ts';
import { expectSound, heard, LOAD, useLab, WITHIN_MS } from './outcome.ts';

describe('a database that fails in the middle of fifty submissions, placed both ways: they wait for it, and new ones are told to come back', () => {
  const lab = useLab(...ACTIVITY_PLACEMENTS);

  test.each(STORE)('$name', { timeout: WITHIN_MS }, async (fault) => {
    const outcome = await runFault(lab().lab, fault, LOAD, lab().reference);
    expectSound(outcome, LOAD.before + LOAD.meanwhile);
    expect(heard(outcome, /no answer/)).toBe(0);
    expect(heard(outcome, /^submit 503/)).toBeGreaterThan(0);
  });
});
