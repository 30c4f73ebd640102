import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { registerBacklogMetrics } from '../../src/processes/backlog-metrics.ts';
import { silentLog } from '../support/log.ts';

const valuesOf = async (registry: Registry) =>
  (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('while the database does not answer, nothing is told as if it were known, and the scrape goes on', async () => {
  const registry = new Registry();
  registerBacklogMetrics(registry, () => Promise.reject(new Error('away')), silentLog);
  expect(await valuesOf(registry)).toEqual([
    'frontal_pending_submissions Nan',
    'frontal_oldest_pending_submission_age_seconds Nan',
  ]);
});

test('a scrape asks once, and the next one asks again', async () => {
  const registry = new Registry();
  let asked = 0;
  const read = async () => ({ pending: (asked += 1), oldestSeconds: 2.5 });
  registerBacklogMetrics(registry, read, silentLog);
  expect(await valuesOf(registry)).toEqual(['frontal_pending_submissions 1', 'frontal_oldest_pending_submission_age_seconds 2.5']);
  expect(await valuesOf(registry)).toContain('frontal_pending_submissions 2');
});
