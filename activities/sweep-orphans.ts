import type { OrphansSwept, TracesForgotten } from '../src/contract/housekeeping.ts';
import type { HousekeepingDependencies, PendingSubmission } from '../src/submissions/housekeeping/ports.ts';

/** Rows that a sweep looks at in one statement, each by six looks into indexes. */
const SLICE = 5000;
/** Traces that are forgotten in one statement. */
const BATCH = 500;
/**
 * Whoever stores bytes is about to refer to them. That they were stored is written down to the hour, so what says it is
 * two hours old is an hour old at least.
 */
const IN_USE_MS = 2 * 3_600_000;
/** How long a client who comes late is told that a submission was erased, instead of that there is none. */
const TRACE_KEPT_MS = 90 * 24 * 3_600_000;

type Deps<S extends PendingSubmission> = Pick<HousekeepingDependencies<S>, 'submissions'>;

/** Looks through the next slice of what is stored, and erases step outputs that no submission uses and artifacts that nothing names. */
export const sweepOrphans =
  <S extends PendingSubmission>({ submissions }: Deps<S>) =>
  async (): Promise<OrphansSwept> => {
    const olderThan = new Date(Date.now() - IN_USE_MS);
    const { stepOutputs, artifacts, bytes, more } = await submissions.sweepOrphans({ olderThan, limit: SLICE });
    return { stepOutputs, artifacts: artifacts.length, bytes, more };
  };

/** Forgets that submissions were there which were erased long ago. */
export const forgetTraces =
  <S extends PendingSubmission>({ submissions }: Deps<S>) =>
  async (): Promise<TracesForgotten> => {
    const traces = await submissions.forgetErased({ before: new Date(Date.now() - TRACE_KEPT_MS), limit: BATCH });
    return { traces, more: traces === BATCH };
  };
