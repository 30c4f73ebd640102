import { LRUCache } from 'lru-cache';
import type { Runs, RunState } from './runs.ts';

const FRESH_MS = 250;

/** One observation of a run at a time, and at most four a second, whatever the number of pollers. */
export function shareObservations(runs: Runs): Runs {
  const observations = new LRUCache<string, RunState>({
    max: 10_000,
    ttl: FRESH_MS,
    // Forgetting an answer must not take it from those who already wait for it.
    ignoreFetchAbort: true,
    fetchMethod: (submissionId) => runs.observe(submissionId),
  });
  return {
    start: (input, options) => {
      observations.delete(input.submissionId);
      return runs.start(input, options);
    },
    observe: (submissionId) => observations.forceFetch(submissionId),
    cancel: (submissionId) => {
      observations.delete(submissionId);
      return runs.cancel(submissionId);
    },
  };
}
