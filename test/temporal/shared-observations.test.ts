import { describe, expect, it } from 'vitest';
import type { Runs, RunState } from '../../src/submissions/runs.ts';
import { shareObservations } from '../../src/temporal/shared-observations.ts';
import { createFakeRuns, running } from '../http/support/runs.ts';

describe('shared observations', () => {
  it('are one for all who ask at the same time', async () => {
    const { runs, shared } = created();
    const states = await Promise.all(Array.from({ length: 50 }, () => shared.observe('one')));
    expect(new Set(states)).toEqual(new Set([running('run-1')]));
    expect(runs.calls).toBe(1);
  });

  it('are made anew after a run was asked to end', async () => {
    const { runs, shared } = created();
    await shared.observe('one');
    expect(await shared.cancel('one')).toBe(true);
    expect(runs.cancelled).toEqual(['one']);
    runs.states.set('one', { kind: 'cancelled', runId: 'run-1' });
    expect(await shared.observe('one')).toEqual({ kind: 'cancelled', runId: 'run-1' });
  });

  it('are forgotten with what was erased', async () => {
    const { runs, shared } = created();
    await shared.observe('one');
    expect(shared.lastObserved('one')).toEqual(running('run-1'));
    await shared.erase('one', { own: ['run-1'] });
    expect(runs.erased).toEqual(['one']);
    expect(shared.lastObserved('one')).toBeNull();
    expect(await shared.observe('one')).toEqual({ kind: 'absent' });
  });

  it('are kept while what was to be erased is still there', async () => {
    const { runs, shared } = created();
    await shared.observe('one');
    runs.away = true;
    await expect(shared.erase('one', { own: ['run-1'] })).rejects.toMatchObject({ code: 'unavailable' });
    expect(shared.lastObserved('one')).toEqual(running('run-1'));
  });

  it('are not remembered of what was erased while they were made', async () => {
    let answer: (state: RunState) => void = () => {};
    const slow: Runs = { ...created().runs, observe: () => new Promise((resolve) => (answer = resolve)) };
    const shared = shareObservations(slow);
    const observing = shared.observe('one');
    await shared.erase('one', { own: ['run-1'] });
    answer(running('run-1'));
    expect(await observing).toEqual(running('run-1'));
    expect(shared.lastObserved('one')).toBeNull();
  });
});

function created() {
  const runs = createFakeRuns();
  runs.states.set('one', running('run-1'));
  return { runs, shared: shareObservations(runs) };
}
