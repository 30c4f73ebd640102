import { Counter, Histogram, type Registry } from 'prom-client';

/** What the API counts. Steps and ends of submissions are counted where they happen, by the worker. */
export interface ApiMetrics {
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  /** Counted by itself from 0 on: an increase is not seen of what first appears with its first sample. */
  readonly internalErrors: Counter;
  /** A submit is `cached` where the result was there already, else `accepted`. */
  readonly submits: Counter<'answer'>;
  readonly statusAnswers: Counter<'status'>;
}

export function createApiMetrics(registry: Registry): ApiMetrics {
  const registers = [registry];
  const metrics = {
    requestSeconds: new Histogram({
      name: 'frontal_http_request_duration_seconds',
      help: 'Time from the request to its answer, waits asked for by Prefer included.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers,
    }),
    internalErrors: new Counter({
      name: 'frontal_http_internal_errors_total',
      help: 'Requests answered with 500. Each of them is a defect.',
      registers,
    }),
    submits: new Counter({
      name: 'frontal_submits_total',
      help: 'Valid submits: cached where the result was there already, accepted otherwise.',
      labelNames: ['answer'],
      registers,
    }),
    statusAnswers: new Counter({
      name: 'frontal_status_answers_total',
      help: 'Answers of the status route by the status they carried.',
      labelNames: ['status'],
      registers,
    }),
  };
  for (const answer of ['accepted', 'cached']) metrics.submits.inc({ answer }, 0);
  return metrics;
}
