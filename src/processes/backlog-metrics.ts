import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { PendingBacklog } from '../storage/pending-backlog.ts';

/** A scrape waits no longer for the database. */
const DEADLINE_MS = 1_000;

const UNKNOWN: PendingBacklog = { pending: Number.NaN, oldestSeconds: Number.NaN };

/**
 * Registers gauges that ask the database at each scrape. While it does not answer they are not a number, so that no
 * alert takes an old value for a fresh one, and the other metrics are answered all the same.
 */
export function registerBacklogMetrics(registry: Registry, read: () => Promise<PendingBacklog>, log: Logger): void {
  const ask = sharedWhileAsked(async () => {
    try {
      return await withinDeadline(read());
    } catch (error) {
      log.warn({ err: error }, 'the backlog is missing from this scrape');
      return UNKNOWN;
    }
  });
  const pending: Gauge = new Gauge({
    name: 'frontal_pending_submissions',
    help: 'Submissions accepted that have not ended, by the database: the same from every API.',
    registers: [registry],
    collect: async () => pending.set((await ask()).pending),
  });
  const oldest: Gauge = new Gauge({
    name: 'frontal_oldest_pending_submission_age_seconds',
    help: 'Time since the oldest of them was accepted; 0 where there is none.',
    registers: [registry],
    collect: async () => oldest.set((await ask()).oldestSeconds),
  });
}

/** Both gauges of a scrape ask at once: one question answers both. */
function sharedWhileAsked<T>(question: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= question().finally(() => (asked = null)));
}

async function withinDeadline<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE_MS} ms`)), DEADLINE_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
