import type { ProcessSubmissionInput } from '../../../src/contract.ts';
import { FrontalError } from '../../../src/errors.ts';
import type { RunState, Runs } from '../../../src/temporal/runs.ts';

/** Temporal as the API sees it, without Temporal: runs that start and then stay as a test sets them. */
export interface FakeRuns extends Runs {
  /** Inputs of the runs that were started, not of those that were joined. */
  readonly started: ProcessSubmissionInput[];
  readonly states: Map<string, RunState>;
  /** How often anything was asked. */
  calls: number;
  away: boolean;
}

export function createFakeRuns(): FakeRuns {
  const runs: FakeRuns = {
    started: [],
    states: new Map(),
    calls: 0,
    away: false,
    async start(input) {
      called();
      if (runs.states.get(input.submissionId)?.kind === 'running') return 'started';
      runs.started.push(input);
      const runId = `run-${runs.started.length}`;
      runs.states.set(input.submissionId, { kind: 'running', runId, startedAt: new Date(), attempt: 1, progress: null });
      return 'started';
    },
    async observe(id) {
      called();
      return runs.states.get(id) ?? { kind: 'absent' };
    },
    async cancel(id) {
      called();
      runs.states.set(id, { kind: 'cancelled', runId: 'run-of-cancel' });
    },
  };
  return runs;

  function called(): void {
    runs.calls += 1;
    if (runs.away) throw new FrontalError('unavailable', 'Temporal cannot be reached.');
  }
}
