import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { Counter, Histogram, type Registry } from 'prom-client';
import { ENDED_STATUSES } from '../contract/run.ts';
import type { ContourOutput, DecodeOutput } from '../contract/steps.ts';
import { createContourMetrics, type ContourMetrics } from './contour-metrics.ts';
import { endBy } from './ended-by.ts';

export interface StepMetrics {
  readonly duration: Histogram<'step' | 'outcome'>;
  readonly ended: Counter<'status'>;
  /** Steps that were not run because an earlier submission had left their output. */
  readonly remembered: Counter<'step'>;
  readonly contours: ContourMetrics;
}

export function createStepMetrics(registry: Registry): StepMetrics {
  const metrics = {
    duration: new Histogram({
      name: 'frontal_step_duration_seconds',
      help: 'Time of one try of one step, by step and outcome.',
      labelNames: ['step', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    }),
    ended: new Counter({
      name: 'frontal_submissions_ended_total',
      help: 'Submissions this worker ended, by status.',
      labelNames: ['status'],
      registers: [registry],
    }),
    remembered: new Counter({
      name: 'frontal_steps_remembered_total',
      help: 'Steps whose output an earlier submission had left, by step.',
      labelNames: ['step'],
      registers: [registry],
    }),
    contours: createContourMetrics(registry),
  };
  // There from the start: an increase is not seen of what first appears with its first sample.
  for (const status of ENDED_STATUSES) metrics.ended.inc({ status }, 0);
  return metrics;
}

/** Measures every try of every activity, and counts the submissions that they end. */
export function measureSteps({ duration, ended, remembered, contours }: StepMetrics): ActivityInterceptorsFactory {
  return ({ info: { activityType } }) => ({
    inbound: {
      async execute(input, next) {
        const stop = duration.startTimer({ step: activityType });
        try {
          const output = await next(input);
          stop({ outcome: 'ok' });
          if (activityType === 'decode') countRemembered(output as DecodeOutput, remembered);
          if (activityType === 'contour') contours.observe(output as ContourOutput);
          const end = endBy(activityType, input.args, output);
          if (end) ended.inc({ status: end.status });
          return output;
        } catch (error) {
          stop({ outcome: 'error' });
          throw error;
        }
      },
    },
  });
}

function countRemembered({ rotate, contour }: DecodeOutput, remembered: StepMetrics['remembered']): void {
  if (rotate.remembered !== null) remembered.inc({ step: 'rotate' });
  if (contour.remembered !== null) remembered.inc({ step: 'contour' });
}
