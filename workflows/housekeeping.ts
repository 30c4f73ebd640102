import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { HousekeepingActivities } from '../activities/index.ts';
import { HOUSEKEEPING_TASKS, HOUSEKEEPING_TASK_QUEUE, type ExpiredCursor, type Freed, type HousekeepingReport, type HousekeepingTask } from '../src/contract/housekeeping.ts';
import { HOUSEKEEPING } from './retry-policies.ts';

/** Batches of one task. What is more than these is left for the next run, which keeps histories short. */
const MAX_BATCHES = 100;
/** Slices that a run sweeps: it goes round all that is stored, a little at a time. */
const MAX_SLICES = 40;
/** Submissions that cannot be erased: more than these end the task. */
const MAX_FAILED = 100;

const { lookAfterPending, eraseExpired, sweepOrphans, forgetTraces } = proxyActivities<HousekeepingActivities>({
  ...HOUSEKEEPING,
  taskQueue: HOUSEKEEPING_TASK_QUEUE,
});

/**
 * Looks after pending submissions whose run is missing or has ended, erases what has expired, and what nothing names.
 * Everything in it can be done twice, and by several runs at once. A task that fails is left for the next run.
 */
export async function housekeeping(): Promise<HousekeepingReport> {
  const report: HousekeepingReport = {
    pending: { seen: 0, started: 0, mended: 0, failed: 0 },
    expired: { submissions: 0, stepOutputs: 0, artifacts: 0, bytes: 0, failed: 0 },
    orphans: { stepOutputs: 0, artifacts: 0, bytes: 0 },
    traces: 0,
    unfinished: [],
  };
  for (const task of HOUSEKEEPING_TASKS) {
    if (!(await finished(batchesOf(task, report)))) report.unfinished.push(task);
  }
  return report;
}

/** Does a batch, adds what it did to the report, and tells whether there are more. */
type Batch = () => Promise<boolean>;

async function finished(batch: Batch): Promise<boolean> {
  try {
    for (let batches = 0; batches < MAX_BATCHES; batches += 1) {
      if (!(await batch())) return true;
    }
    return false;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return false;
  }
}

function batchesOf(task: HousekeepingTask, report: HousekeepingReport): Batch {
  switch (task) {
    case 'pending':
      return pendingBatches(report);
    case 'expired':
      return expiredBatches(report);
    case 'orphans':
      return orphanSlices(report);
    case 'traces':
      return async () => {
        const { more, traces } = await forgetTraces({});
        report.traces += traces;
        return more;
      };
  }
}

function pendingBatches({ pending }: HousekeepingReport): Batch {
  let after: string | null = null;
  return async () => {
    const { next, ...did } = await lookAfterPending({ after });
    pending.seen += did.seen;
    pending.started += did.started;
    pending.mended += did.mended;
    pending.failed += did.failed;
    after = next;
    return next !== null;
  };
}

/** What could not be erased is passed over by where the next batch begins. */
function expiredBatches({ expired }: HousekeepingReport): Batch {
  let after: ExpiredCursor | null = null;
  return async () => {
    const { submissions, failed, next, ...freed } = await eraseExpired({ after });
    add(expired, freed);
    expired.submissions += submissions;
    expired.failed += failed;
    after = next;
    return next !== null && expired.failed < MAX_FAILED;
  };
}

function orphanSlices({ orphans }: HousekeepingReport): Batch {
  let slices = 0;
  return async () => {
    const { more, ...freed } = await sweepOrphans({});
    add(orphans, freed);
    slices += 1;
    return more && slices < MAX_SLICES;
  };
}

function add(to: Freed, { stepOutputs, artifacts, bytes }: Freed): void {
  to.stepOutputs += stepOutputs;
  to.artifacts += artifacts;
  to.bytes += bytes;
}
