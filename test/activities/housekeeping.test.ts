import { describe, expect, it, vi } from 'vitest';
import { eachSubmission } from '../../src/submissions/housekeeping/each-submission.ts';
import { eraseExpired, listExpired } from '../../activities/erase-expired.ts';
import type { HousekeepingDependencies } from '../../src/submissions/housekeeping/ports.ts';
import { lookAfterPending } from '../../activities/look-after-pending.ts';
import { FrontalError } from '../../src/contract/errors.ts';

const { signal } = new AbortController();
const away = () => new FrontalError('unavailable', 'The database cannot be reached.');
const named = (...ids: string[]) => ids.map((id) => ({ id }));

describe('each submission', () => {
  it('passes one over that fails, and tells of it', async () => {
    const done: string[] = [];
    const onFault = vi.fn();
    const failed = await eachSubmission(named('a', 'b', 'c', 'd'), signal, async ({ id }) => {
      if (id === 'b') throw new Error('bent');
      if (id === 'c') throw away();
      done.push(id);
    }, onFault);
    expect(failed).toEqual(['b', 'c']);
    expect(done).toEqual(['a', 'd']);
    expect(onFault.mock.calls.map(([, id]) => id)).toEqual(['b', 'c']);
  });

  it('gives up in an outage', async () => {
    const work = vi.fn(async () => Promise.reject(away()));
    await expect(eachSubmission(named('a', 'b', 'c', 'd'), signal, work, () => {})).rejects.toMatchObject({ code: 'unavailable' });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const work = vi.fn(async () => stop.abort());
    await expect(eachSubmission(named('a', 'b'), stop.signal, work, () => {})).rejects.toThrow('aborted');
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe('pending submissions', () => {
  it('are looked after in batches, from where the last one ended', async () => {
    const all = Array.from({ length: 130 }, (_, i) => ({ id: String(i).padStart(3, '0') }));
    const deps = dependencies({
      listPending: async ({ after, limit }) => all.filter(({ id }) => after === null || id > after).slice(0, limit),
    }, reconciling({ '003': 'started', '101': 'mended', '102': new Error('bent') }));
    const look = lookAfterPending(deps);
    expect(await look({ after: null }, { signal })).toEqual({ seen: 100, started: 1, mended: 0, failed: 0, next: '099' });
    expect(await look({ after: '099' }, { signal })).toEqual({ seen: 30, started: 0, mended: 1, failed: 1, next: null });
    expect(deps.onFault).toHaveBeenCalledExactlyOnceWith(new Error('bent'), '102');
  });
});

describe('expired submissions', () => {
  it('are erased; one that was sent again meanwhile is not, and one that cannot be is named', async () => {
    const deps = dependencies({ expired: async () => ['over', 'again', 'bent'] }, undefined, async (id) => {
      if (id === 'bent') throw new Error('bent');
      return id === 'over' ? { stepOutputs: 4, artifacts: ['x', 'y'], bytes: 7 } : null;
    });
    expect(await listExpired(deps)({ except: [] })).toEqual({ ids: ['over', 'again', 'bent'], more: false });
    const did = await eraseExpired(deps)({ ids: ['over', 'again', 'bent'] }, { signal });
    expect(did).toEqual({ submissions: 1, stepOutputs: 4, artifacts: 2, bytes: 7, failed: ['bent'] });
    expect(deps.onFault).toHaveBeenCalledExactlyOnceWith(new Error('bent'), 'bent');
  });
});

/** What each reconciliation comes to, by id; `nothing` for any other. */
function reconciling(outcomes: Record<string, 'started' | 'mended' | Error>): Deps['reconcile'] {
  return async ({ id }) => {
    const outcome = outcomes[id] ?? 'nothing';
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
}

type Deps = HousekeepingDependencies<{ id: string }>;

function dependencies(
  store: Partial<Deps['submissions']>,
  reconcile: Deps['reconcile'] = reconciling({}),
  erase: Deps['erase'] = async () => null,
): Deps {
  const unexpected = async (): Promise<never> => {
    throw new Error('nobody should have asked');
  };
  const submissions = {
    listPending: unexpected,
    expired: unexpected,
    sweepOrphans: unexpected,
    forgetErased: unexpected,
    ...store,
  };
  return { submissions, reconcile, erase, onFault: vi.fn() };
}
