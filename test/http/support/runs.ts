import type { Progress } from '../../../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../../../src/contract/steps.ts';
import { FrontalError } from '../../../src/contract/errors.ts';
import type { RunState, Runs } from '../../../src/submissions/runs.ts';

/** Temporal as the API sees it, without Temporal: runs that start and then stay as a test sets them. */
export interface FakeRuns extends Runs {
  /** Inputs of the runs that were started, not of those that were joined. */
  readonly started: ProcessSubmissionInput[];
  /** Ids of the runs that were asked to end, and of those that were deleted. */
  readonly cancelled: string[];
  readonly erased: string[];
  /** Ids of submissions whose webhooks were to be told. */
  readonly delivered: string[];
  readonly states: Map<string, RunState>;
  /** How often Temporal was asked anything. */
  calls: number;
  away: boolean;
}

export function createFakeRuns(): FakeRuns {
  const observed = new Map<string, RunState>();
  const runs: FakeRuns = {
    started: [],
    cancelled: [],
    erased: [],
    delivered: [],
    states: new Map(),
    calls: 0,
    away: false,
    async start(input, { instead = false } = {}) {
      called();
      const present = runs.states.get(input.submissionId);
      if (present?.kind === 'running' && !instead) return { kind: 'started', runId: present.runId };
      runs.started.push({ ...input, placement: 'task-queue' });
      const runId = `run-${runs.started.length}`;
      runs.states.set(input.submissionId, running(runId));
      return { kind: 'started', runId };
    },
    async observe(id) {
      called();
      const state = runs.states.get(id) ?? { kind: 'absent' };
      observed.set(id, state);
      return state;
    },
    async cancel(id) {
      called();
      const open = runs.states.get(id)?.kind === 'running';
      if (open) runs.cancelled.push(id);
      return open;
    },
    async runIds(id) {
      called();
      const state = runs.states.get(id) ?? { kind: 'absent' };
      return { own: state.kind === 'absent' ? [] : [state.runId] };
    },
    latestRunIds: (id) => runs.runIds(id),
    async erase(id, { own }) {
      called();
      runs.erased.push(id);
      const state = runs.states.get(id);
      if (state === undefined || state.kind === 'absent' || !own.includes(state.runId)) return;
      runs.states.delete(id);
      observed.delete(id);
    },
    async deliver(id) {
      called();
      runs.delivered.push(id);
    },
    lastObserved: (id) => observed.get(id) ?? null,
  };
  return runs;

  function called(): void {
    runs.calls += 1;
    if (runs.away) throw new FrontalError('unavailable', 'Temporal cannot be reached.');
  }
}

export const STARTED_AT = '2026-01-02T03:04:05.000Z';

/** A run before its first step, but for `changes`. */
export function running(runId: string, changes: Partial<Progress> = {}, attempt = 1): RunState {
  const progress: Progress = { status: 'pending', step: null, progress: 0, started_at: STARTED_AT, ...changes };
  return { kind: 'running', runId, attempt, progress };
}
