import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { Counter, type Registry } from 'prom-client';
import type { HousekeepingActivities } from '../../activities/index.ts';

export interface HousekeepingMetrics {
  readonly batches: Counter<'batch' | 'outcome'>;
  readonly pending: Counter<'outcome'>;
  readonly erased: Counter<'kind'>;
  readonly erasedBytes: Counter;
}

export function createHousekeepingMetrics(registry: Registry): HousekeepingMetrics {
  const registers = [registry];
  const metrics = {
    batches: new Counter({
      name: 'frontal_housekeeping_batches_total',
      help: 'Tries of batches of housekeeping, by activity and outcome. None for long: nobody keeps house.',
      labelNames: ['batch', 'outcome'],
      registers,
    }),
    pending: new Counter({
      name: 'frontal_housekeeping_pending_total',
      help: 'Pending submissions that had no run (started), an ended one (mended), or could not be looked after (failed).',
      labelNames: ['outcome'],
      registers,
    }),
    erased: new Counter({
      name: 'frontal_housekeeping_erased_total',
      help: 'What housekeeping erased: submissions that expired, step outputs, artifacts, traces; and what it failed to erase.',
      labelNames: ['kind'],
      registers,
    }),
    erasedBytes: new Counter({
      name: 'frontal_housekeeping_erased_bytes_total',
      help: 'Bytes of the artifacts that housekeeping erased.',
      registers,
    }),
  };
  // There from the start: that nothing is done is not seen of what is not there, nor an increase of what first appears with it.
  for (const batch of BATCHES) for (const outcome of ['ok', 'error']) metrics.batches.inc({ batch, outcome }, 0);
  for (const outcome of ['started', 'mended', 'failed']) metrics.pending.inc({ outcome }, 0);
  for (const kind of ['submission', 'step_output', 'artifact', 'trace', 'failed']) metrics.erased.inc({ kind }, 0);
  return metrics;
}

const BATCHES: readonly (keyof HousekeepingActivities)[] = ['lookAfterPending', 'eraseExpired', 'sweepOrphans', 'forgetTraces'];

/** Counts every try of every batch, and what the successful ones did. */
export function measureHousekeeping(metrics: HousekeepingMetrics): ActivityInterceptorsFactory {
  return ({ info: { activityType } }) => ({
    inbound: {
      async execute(input, next) {
        try {
          const output = await next(input);
          metrics.batches.inc({ batch: activityType, outcome: 'ok' });
          count(activityType, output, metrics);
          return output;
        } catch (error) {
          metrics.batches.inc({ batch: activityType, outcome: 'error' });
          throw error;
        }
      },
    },
  });
}

type Output<Name extends keyof HousekeepingActivities> = Awaited<ReturnType<HousekeepingActivities[Name]>>;

function count(activityType: string, output: unknown, { pending, erased, erasedBytes }: HousekeepingMetrics): void {
  switch (activityType) {
    case 'lookAfterPending': {
      const { started, mended, failed } = output as Output<'lookAfterPending'>;
      for (const [outcome, value] of Object.entries({ started, mended, failed })) pending.inc({ outcome }, value);
      break;
    }
    case 'eraseExpired': {
      const { submissions, failed, ...freed } = output as Output<'eraseExpired'>;
      erased.inc({ kind: 'submission' }, submissions);
      erased.inc({ kind: 'failed' }, failed);
      countFreed(freed);
      break;
    }
    case 'sweepOrphans':
      countFreed(output as Output<'sweepOrphans'>);
      break;
    case 'forgetTraces':
      erased.inc({ kind: 'trace' }, (output as Output<'forgetTraces'>).traces);
      break;
    default:
  }

  function countFreed({ stepOutputs, artifacts, bytes }: { stepOutputs: number; artifacts: number; bytes: number }): void {
    erased.inc({ kind: 'step_output' }, stepOutputs);
    erased.inc({ kind: 'artifact' }, artifacts);
    erasedBytes.inc(bytes);
  }
}
