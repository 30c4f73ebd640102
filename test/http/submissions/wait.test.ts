import { describe, expect, it } from 'vitest';
import { awaitState } from '../../../src/http/submissions/wait.ts';
import type { Submission, SubmissionStore } from '../../../src/storage/submission.ts';
import { OPTIONS } from '../../support/submission-input.ts';
import { createFakeRuns } from '../support/runs.ts';

const CANCELLED: Submission = {
  id: 'one',
  status: 'cancelled',
  portrait: '',
  labelMap: '',
  landmarks: '',
  options: OPTIONS,
  delayMs: 0,
  engine: '1',
  createdAt: new Date(),
  acceptedAt: new Date(),
  endedAt: new Date(),
  expiresAt: new Date(),
  failure: null,
  endedRunId: 'run-1',
};
const PENDING: Submission = { ...CANCELLED, status: 'pending', endedAt: null, endedRunId: null };

/** What happens around one wait, in its order; `rows` are what the store finds, one reading after the other. */
function observed(rows: (Submission | null)[]) {
  const events: string[] = [];
  const left = [...rows];
  let heard = () => {};
  const store: Pick<SubmissionStore, 'findWithResult'> = {
    async findWithResult() {
      events.push('read');
      const submission = left.shift() ?? null;
      return submission && { submission, result: null };
    },
  };
  const deps = {
    submissions: store as SubmissionStore,
    runs: createFakeRuns(),
    endedListener: {
      waitFor: (id: string, ms: number, signal?: AbortSignal) => {
        events.push(`listen for ${id}, ${ms} ms`);
        return new Promise<void>((resolve) => {
          heard = resolve;
          signal?.addEventListener('abort', () => {
            events.push('released');
            resolve();
          });
        });
      },
    },
  };
  const caller = new AbortController();
  deps.runs.states.set('one', { kind: 'running', runId: 'run-1', startedAt: new Date(), attempt: 1, progress: null });
  return { deps, events, caller, hear: () => heard() };
}

describe('a wait for the end', () => {
  it('listens before it reads, so that an end in between is heard', async () => {
    const { deps, events, caller, hear } = observed([PENDING, CANCELLED]);
    const state = awaitState(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toEqual(['listen for one, 7000 ms', 'read']);
    hear();
    expect((await state)?.status).toBe('cancelled');
    expect(events).toEqual(['listen for one, 7000 ms', 'read', 'read', 'released']);
  });

  it.each([
    ['has ended', CANCELLED],
    ['is unknown', null],
  ])('is over at once where the submission %s, and lets go of the listener', async (_what, row) => {
    const { deps, events, caller } = observed([row]);
    const state = await awaitState(deps, 'one', { seconds: 7, signal: caller.signal });
    expect(state?.status).toBe(row?.status);
    expect(events).toEqual(['listen for one, 7000 ms', 'read', 'released']);
  });

  it('is over when its caller has gone', async () => {
    const { deps, events, caller } = observed([PENDING, PENDING]);
    const state = awaitState(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    caller.abort();
    expect((await state)?.status).toBe('pending');
  });

  it('of no seconds asks no listener', async () => {
    const { deps, events, caller } = observed([PENDING]);
    await awaitState(deps, 'one', { seconds: 0, signal: caller.signal });
    expect(events).toEqual(['read']);
  });
});
