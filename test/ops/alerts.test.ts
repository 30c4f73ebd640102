import type { ActivityExecuteInput } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { createHousekeepingMetrics, measureHousekeeping } from '../../src/temporal/measure-housekeeping.ts';
import { evaluate, type Scraped } from './support/evaluate.ts';
import { alertRules } from './support/expressions.ts';

const rules = await alertRules();
const expressionOf = (alert: string) => rules.find((rule) => rule.alert === alert)!.expr;

const RUN_EVERY_MINUTES = 5;
const TRIES = 5;
const BATCHES = ['lookAfterPending', 'eraseExpired', 'sweepOrphans', 'forgetTraces'];
const NOTHING = { started: 0, mended: 0, failed: 0, submissions: 0, stepOutputs: 0, artifacts: 0, bytes: 0, traces: 0 };

/** An hour of runs; `fails` says which batch of which run fails, each time it is tried. */
async function anHour(fails: (batch: string, minute: number) => boolean): Promise<Scraped[]> {
  const registry = new Registry();
  const measure = measureHousekeeping(createHousekeepingMetrics(registry));
  const scrapes: Scraped[] = [];
  for (let minute = 0; minute < 60; minute++) {
    if (minute % RUN_EVERY_MINUTES === 1) for (const batch of BATCHES) await tryBatch(batch, fails(batch, minute));
    scrapes.push({ atSeconds: minute * 60, text: await registry.metrics() });
  }
  return scrapes;

  async function tryBatch(batch: string, isFailing: boolean): Promise<void> {
    const { inbound } = measure({ info: { activityType: batch } } as Parameters<typeof measure>[0]);
    const next = async () => (isFailing ? Promise.reject(new Error('it does not work')) : NOTHING);
    for (let tries = 0; tries < (isFailing ? TRIES : 1); tries++) {
      await inbound!.execute!({} as ActivityExecuteInput, next).catch(() => undefined);
    }
  }
}

const firing = (alert: string, scrapes: Scraped[]) => evaluate(expressionOf(alert), scrapes);

describe('housekeeping', () => {
  test('that works raises no alarm', async () => {
    const calm = await anHour(() => false);
    for (const alert of ['FrontalHousekeepingStopped', 'FrontalHousekeepingFails']) expect(firing(alert, calm)).toEqual([]);
  });

  test('of which one batch fails run after run, though all others work, is told of by that batch', async () => {
    const sweepFails = await anHour((batch) => batch === 'sweepOrphans');
    expect(firing('FrontalHousekeepingFails', sweepFails)).toMatchObject([{ labels: { batch: 'sweepOrphans' } }]);
    expect(firing('FrontalHousekeepingStopped', sweepFails)).toEqual([]);
  });

  test('that fails whole has stopped', async () => {
    const allFail = await anHour(() => true);
    expect(firing('FrontalHousekeepingStopped', allFail)).toHaveLength(1);
    expect(firing('FrontalHousekeepingFails', allFail)).toHaveLength(BATCHES.length);
  });

  test('may fail for two runs: an outage ends', async () => {
    const outage = await anHour((_batch, minute) => minute > 40 && minute < 50);
    expect(firing('FrontalHousekeepingFails', outage)).toEqual([]);
  });

  test('that nobody does has stopped', async () => {
    const [first] = await anHour(() => false);
    const still = Array.from({ length: 60 }, (_, minute) => ({ ...first!, atSeconds: minute * 60 }));
    expect(firing('FrontalHousekeepingStopped', still)).toHaveLength(1);
  });
});

test('what is not evaluated here is not passed over', () => {
  expect(() => evaluate('rate(x[5m]) > 1', [])).toThrow('not evaluated');
  expect(() => evaluate('max(increase(x[5m])) > 1', [])).toThrow('not aggregated');
  expect(() => evaluate('increase(x{a="b"}[5m]) >= 1', [])).toThrow('not compared');
});
