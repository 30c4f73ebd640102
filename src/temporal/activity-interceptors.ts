import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Tracing } from '../tracing/tracing.ts';
import { logActivities } from './log-activities.ts';

/** How what a worker does is seen. */
export interface Seeing {
  readonly log: Logger;
  /** null: nothing is traced. */
  readonly tracing: Pick<Tracing, 'activities' | 'sinks'> | null;
}

/** From the outermost in: what is logged of an activity belongs to its span. */
export function activityInterceptors({ log, tracing }: Seeing, ...inner: ActivityInterceptorsFactory[]): ActivityInterceptorsFactory[] {
  return [...(tracing ? [tracing.activities] : []), logActivities(log), ...inner];
}
