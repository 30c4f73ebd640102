import { LRUCache } from 'lru-cache';
import type { Runs, RunState } from '../submissions/runs.ts';

const FRESH_MS = 250;
const MOST = 10_000;

/** One observation of a run at a time, and at most four a second, whatever the number of pollers. */
export function shareObservations(runs: Runs): Runs {
  const last = new LRUCache<string, RunState>({ max: MOST });
  const observations = new LRUCache<string, RunState>({
    max: MOST,
    ttl: FRESH_MS,
    // Forgetting an answer must not take it from those who already wait for it.
    ignoreFetchAbort: true,
    fetchMethod: async (submissionId, _, { signal }) => {
      const state = await runs.observe(submissionId);
      // What was forgotten meanwhile is not to be remembered again.
      if (!signal.aborted) last.set(submissionId, state);
      return state;
    },
  });
  return {
    start: (input, options) => {
      observations.delete(input.submissionId);
      return runs.start(input, options);
    },
    cancel: (submissionId) => {
      observations.delete(submissionId);
      return runs.cancel(submissionId);
    },
    runIds: (submissionId) => runs.runIds(submissionId),
    latestRunIds: (submissionId) => runs.latestRunIds(submissionId),
    async erase(submissionId, runIds) {
      await runs.erase(submissionId, runIds);
      observations.delete(submissionId);
      last.delete(submissionId);
    },
    deliver: (submissionId) => runs.deliver(submissionId),
    observe: (submissionId) => observations.forceFetch(submissionId),
    lastObserved: (submissionId) => last.get(submissionId) ?? null,
  };
}
