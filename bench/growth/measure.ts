import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inSets } from '../../src/submissions/housekeeping/in-sets.ts';
import { createDataSource } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createStores, type Stores } from '../../src/storage/stores.ts';
import { median, percentile } from '../statistics.ts';
import { sizes, wholeSubmission, writes, type Cost, type Writes } from './cost.ts';
import { churn, fill } from './fill.ts';
import { operationsOn } from './operations.ts';
import { watchPlans, type Plans } from './watch-plans.ts';

export interface Timed extends Plans {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface Growth {
  readonly count: number;
  readonly operations: readonly Timed[];
  /** Counting what is pending twice, after many submissions have come and ended that nobody has vacuumed away: the first count clears them. */
  readonly countedMs: readonly number[];
  readonly expiredPerSecond: number;
  readonly sizes: readonly Cost[];
  /** Of one submission that is sent, worked on and done. */
  readonly written: Writes;
}

const RETENTION_MS = 7 * 24 * 3_600_000;
/** As housekeeping does it: activities/erase-expired.ts. */
const SETS = { size: 25, atOnce: 4 };

export interface Effort {
  /** How often each operation is timed. */
  readonly runs: number;
  /** Submissions that come and go before what is pending is counted. */
  readonly churned: number;
  /** Submissions that are sent, worked on and done, for what each writes. */
  readonly whole: number;
}

/** Fills a database of its own, times every operation in it, and drops it. */
export async function measureAt(serverUrl: string, count: number, { runs, churned, whole }: Effort, print: (line: string) => void): Promise<Growth> {
  const name = `growth_${count}`;
  await query(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  const [single, pool] = [1, 8].map((poolSize) => createDataSource({ url: url.href, poolSize }));
  const client = new Client({ connectionString: url.href });
  try {
    await runMigrations(single!);
    await Promise.all([single!.initialize(), pool!.initialize(), client.connect()]);
    const started = performance.now();
    await fill(url.href, count);
    print(`${count} submissions filled in, ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const filled = await sizes(client);
    const stores = createStores(single!, { cacheBytes: 0, retentionMs: RETENTION_MS });
    const operations = await timeEach(stores, single!, client, count, runs);
    const countedMs = await countAfterChurn(stores, client, churned);
    const pooled = createStores(pool!, { cacheBytes: 0, retentionMs: RETENTION_MS });
    return { count, operations, countedMs, expiredPerSecond: await eraseExpired(pooled), sizes: filled, written: await writeWhole(stores, single!, client, whole) };
  } finally {
    await Promise.allSettled([client.end(), single!.destroy(), pool!.destroy()]);
    await query(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function timeEach(stores: Stores, dataSource: ReturnType<typeof createDataSource>, client: Client, count: number, runs: number): Promise<Timed[]> {
  const operations = await operationsOn(stores, dataSource, client, count);
  const timed: Omit<Timed, keyof Plans>[] = [];
  for (const { name, before, call } of operations) {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      await before?.();
      const started = performance.now();
      await call();
      times.push(performance.now() - started);
    }
    timed.push({ name, p50Ms: median(times), p95Ms: percentile(times, 0.95) });
  }
  // Once more with its plan, which takes time of its own.
  const watch = await watchPlans(dataSource);
  const plans: Plans[] = [];
  for (const { before, call } of operations) {
    await before?.();
    watch.take();
    await call();
    plans.push(watch.take());
  }
  return timed.map((one, index) => ({ ...one, ...plans[index]! }));
}

async function countAfterChurn({ submissions }: Stores, client: Client, churned: number): Promise<number[]> {
  await churn(client, churned);
  const times: number[] = [];
  for (let run = 0; run < 2; run++) {
    const started = performance.now();
    await submissions.countPending();
    times.push(performance.now() - started);
  }
  return times;
}

async function eraseExpired({ submissions }: Stores): Promise<number> {
  const page = await submissions.expired({ after: null, limit: 1000 });
  const started = performance.now();
  await inSets(page, { ...SETS, signal: AbortSignal.timeout(600_000) }, async (set) => void (await submissions.eraseExpired(set.map(({ id }) => id))));
  return page.length / ((performance.now() - started) / 1000);
}

async function writeWhole(stores: Stores, dataSource: ReturnType<typeof createDataSource>, client: Client, whole: number): Promise<Writes> {
  await client.query('CHECKPOINT');
  await dataSource.query('SELECT pg_stat_force_next_flush()');
  const before = await writes(client);
  for (let run = 0; run < whole; run++) await wholeSubmission(stores, randomUUID(), 'tenant-1');
  // The session hands over what it counted at its own pace.
  await dataSource.query('SELECT pg_stat_force_next_flush()');
  const after = await writes(client);
  const each = (of: keyof Writes) => (after[of] - before[of]) / whole;
  return { walBytes: each('walBytes'), transactions: each('transactions'), updates: each('updates'), hotUpdates: each('hotUpdates') };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
