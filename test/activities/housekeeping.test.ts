import { describe, expect, it, vi } from 'vitest';
import { eachSubmission } from '../../src/submissions/housekeeping/each-submission.ts';
import { eraseExpired } from '../../activities/erase-expired.ts';
import { inSets } from '../../src/submissions/housekeeping/in-sets.ts';
import type { ErasedSubmissions, ExpiredSubmission, HousekeepingDependencies } from '../../src/submissions/housekeeping/ports.ts';
import { lookAfterPending } from '../../activities/look-after-pending.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import { StatementTimeout } from '../../src/contract/statement-timeout.ts';

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

  it('goes on where the database is there and takes long over each', async () => {
    const work = vi.fn(async () => Promise.reject(new StatementTimeout(new Error('canceling statement'))));
    expect(await eachSubmission(named('a', 'b', 'c', 'd'), signal, work, () => {})).toEqual(['a', 'b', 'c', 'd']);
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

describe('sets', () => {
  it('are worked on several at once, each item once', async () => {
    const items = Array.from({ length: 11 }, (_, index) => index);
    const done: (readonly number[])[] = [];
    let [working, most] = [0, 0];
    await inSets(items, { size: 2, atOnce: 3, signal }, async (set) => {
      most = Math.max(most, ++working);
      await Promise.resolve();
      done.push(set);
      working--;
    });
    expect(most).toBe(3);
    expect(done.flat().toSorted((a, b) => a - b)).toEqual(items);
  });

  it('are all at rest once one of them has failed', async () => {
    let working = 0;
    const work = async (set: readonly string[], stop: AbortSignal) => {
      if (set[0] === 'bent') throw new Error('bent');
      working++;
      await new Promise((resolve) => stop.addEventListener('abort', resolve));
      working--;
    };
    await expect(inSets(['a', 'bent', 'c', 'd'], { size: 1, atOnce: 2, signal }, work)).rejects.toThrow('bent');
    expect(working).toBe(0);
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    const work = vi.fn(async () => stop.abort());
    await expect(inSets(['a', 'b', 'c'], { size: 1, atOnce: 1, signal: stop.signal }, work)).rejects.toThrow('aborted');
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe('expired submissions', () => {
  it('are erased in sets; one that cannot be is passed over, and is in the way of no other', async () => {
    const page = expired(60);
    const sets: number[] = [];
    const deps = dependencies({ expired: async () => page }, undefined, async (set) => {
      sets.push(set.length);
      if (set.some(({ id }) => id === '30')) throw new Error('bent');
      return erased(set.length);
    });
    const did = await eraseExpired(deps)({ after: null }, { signal });
    expect(did).toEqual({ submissions: 59, stepOutputs: 4 * 59, artifacts: 59, bytes: 7 * 59, failed: 1, next: null });
    expect(sets.toSorted((a, b) => b - a).slice(0, 4)).toEqual([25, 25, 10, 1]);
    expect(deps.onFault).toHaveBeenCalledExactlyOnceWith(new Error('bent'), '30');
  });

  it('are erased page by page, from where the last one ended', async () => {
    const page = expired(500);
    const pages = vi.fn(async () => page);
    const erase = eraseExpired(dependencies({ expired: pages }, undefined, async (set) => erased(set.length)));
    const after = { expiresAtMicros: '7', id: 'before' };
    expect(await erase({ after }, { signal })).toMatchObject({ submissions: 500, next: { expiresAtMicros: '499', id: '499' } });
    expect(pages).toHaveBeenCalledExactlyOnceWith({ after, limit: 500 });
  });

  it('wait where the database is away', async () => {
    const erase = eraseExpired(dependencies({ expired: async () => expired(100) }, undefined, async () => Promise.reject(away())));
    await expect(erase({ after: null }, { signal })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

const expired = (count: number): ExpiredSubmission[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    expiresAtMicros: String(index),
    isSettled: true,
    isTold: false,
    runIds: [],
    deliveryRunIds: [],
  }));

const erased = (count: number): ErasedSubmissions => ({
  submissions: count,
  stepOutputs: 4 * count,
  artifacts: Array.from({ length: count }, () => 'x'),
  bytes: 7 * count,
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
  erase: Deps['eraseExpired'] = async () => erased(0),
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
  return { submissions, reconcile, eraseExpired: erase, onFault: vi.fn() };
}
