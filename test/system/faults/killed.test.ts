import { describe, expect, test } from 'vitest';
import { KILLED } from '../../../bench/faults/faults.ts';
import { runFault } from '../../../bench/faults/run-fault.ts';
import { ACTIVITY_PLACEMENTS } from '../../../src/contract/run.ts';
import { expectSound, heard, LOAD, useLab, WITHIN_MS } from './outcome.ts';

describe('killed with SIGKILL in the middle of fifty submissions, placed both ways, and started again', () => {
  const lab = useLab(...ACTIVITY_PLACEMENTS);

  test.each(KILLED)('$name', { timeout: WITHIN_MS }, async (fault) => {
    const outcome = await runFault(lab().lab, fault, LOAD, lab().reference);
    expectSound(outcome, LOAD.before + LOAD.meanwhile);
    if (!fault.silencesApi) expect(heard(outcome, /no answer/)).toBe(0);
    if (fault.name === 'PostgreSQL killed') expect(heard(outcome, /503/)).toBeGreaterThan(0);
  });
});
