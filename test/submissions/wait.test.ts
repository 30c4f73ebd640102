import { describe, expect, it } from 'vitest';
import { awaitEnd } from '../../src/submissions/wait.ts';
import type { Submission, SubmissionStore } from '../../src/submissions/submission.ts';
import { stopClock } from '../support/clock.ts';
import { OPTIONS } from '../support/submission-input.ts';
import { createFakeRuns, running } from '../http/support/runs.ts';

const CANCELLED: Submission = {
  id: 'one',
  tenant: null,
  status: 'cancelled',
  portrait: '',
  labelMap: '',
  landmarks: '',
  options: OPTIONS,
  delayMs: 0,
  engine: '2',
  createdAt: new Date(),
  acceptedAt: new Date(),
  acceptance: '',
  endedAt: new Date(),
  expiresAt: new Date(),
  failure: null,
  endedRunId: 'run-1',
  svg: null,
  document: null,
  timings: null,
  webhook: null,
  imageName: null,
};
const PENDING: Submission = { ...CANCELLED, status: 'pending', endedAt: null, endedRunId: null };

/** What happens around one wait, in its order; `rows` are what the store finds, one reading after the other. */
function observed(rows: (Submission | null)[]) {
  const events: string[] = [];
  const left = [...rows];
  let heard = () => {};
  const store: Pick<SubmissionStore, 'find' | 'recordEnd'> = {
    async find() {
      events.push('read');
      return left.shift() ?? null;
    },
    async recordEnd({ submissionId, status }) {
      events.push(`end of ${submissionId} as ${status}`);
      return true;
    },
  };
  const deps = {
    submissions: store as SubmissionStore,
    runs: createFakeRuns(),
    endedListener: {
      waitFor: (id: string, _ms: number, signal?: AbortSignal) => {
        events.push(`listen for ${id}`);
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
  deps.runs.states.set('one', running('run-1'));
  return { deps, events, caller, hear: () => heard() };
}

describe('a wait for the end', () => {
  it('listens before it reads, so that an end in between is heard, and asks Temporal nothing', async () => {
    const { deps, events, caller, hear } = observed([PENDING, CANCELLED, CANCELLED]);
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toEqual(['listen for one', 'read']);
    hear();
    expect((await row)?.status).toBe('cancelled');
    expect(deps.runs.calls).toBe(0);
  });

  it.each([
    ['has ended', CANCELLED],
    ['is unknown', null],
  ])('is over at once where the submission %s, and lets go of the listener', async (_what, known) => {
    const { deps, events, caller } = observed([known]);
    const row = await awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    expect(row?.status).toBe(known?.status);
    expect(events).toEqual(['listen for one', 'read', 'released']);
  });

  it('is over when its caller has gone', async () => {
    const { deps, events, caller } = observed([PENDING, PENDING, PENDING]);
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    caller.abort();
    expect((await row)?.status).toBe('pending');
    expect(deps.runs.calls).toBe(0);
  });

  it('asks Temporal where no end is heard of: an operator may have ended the run', async () => {
    const { deps, events, caller, hear } = observed([PENDING, PENDING, PENDING, CANCELLED]);
    deps.runs.states.set('one', { kind: 'cancelled', runId: 'run-2' });
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    hear(); // as after a second of silence
    expect((await row)?.status).toBe('cancelled');
    expect(events).toContain('end of one as cancelled');
  });

  it('does not stay with a Temporal that is slow, once the listener says that the end has come or the time is over', async () => {
    const { deps, events, caller, hear } = observed([PENDING, PENDING, CANCELLED]);
    let asked = false;
    deps.runs.observe = () => {
      asked = true;
      return new Promise(() => {});
    };
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    hear();
    await expect.poll(() => asked).toBe(true);
    hear();
    expect((await row)?.status).toBe('cancelled');
  });

  it('asks Temporal nothing once it is over', async () => {
    const { deps, events, caller, hear } = observed([PENDING, PENDING, PENDING]);
    const { pass } = stopClock();
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    pass(7_000);
    hear();
    expect((await row)?.status).toBe('pending');
    expect(deps.runs.calls).toBe(0);
  });

  it('goes on while Temporal is away', async () => {
    const { deps, events, caller, hear } = observed([PENDING, PENDING, CANCELLED]);
    deps.runs.away = true;
    const row = awaitEnd(deps, 'one', { seconds: 7, signal: caller.signal });
    await expect.poll(() => events).toContain('read');
    hear();
    expect((await row)?.status).toBe('cancelled');
  });
});
