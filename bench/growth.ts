import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startPostgres } from '../src/embedded/postgres.ts';
import { CHURN } from './growth/fill.ts';
import { measureAt, type Growth } from './growth/measure.ts';
import { printCost, printGrowth } from './growth/report.ts';

/**
 * `npm run bench:growth -- --counts 10000,100000`: fills a PostgreSQL of its own with so many submissions, and times what
 * API, worker and housekeeping ask of it, with the plans. See docs/scaling.md.
 */
const { values } = parseArgs({ options: { counts: { type: 'string', default: '10000,100000' }, runs: { type: 'string', default: '20' } } });
const counts = values.counts.split(',').map(Number);
if (!counts.every((count) => Number.isInteger(count) && count >= 5000)) throw new Error('--counts takes whole numbers from 5000 on, with commas between them');
const runs = Math.max(3, Number(values.runs) || 0);
const print = (line = '') => void process.stdout.write(`${line}\n`);

const dataDir = await mkdtemp(join(tmpdir(), 'frontal-growth-'));
const postgres = await startPostgres({ dataDir, port: 0, log: pino({ enabled: false }) });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().finally(() => process.exit(130)));
const measured: Growth[] = [];
try {
  for (const count of counts) measured.push(await measureAt(postgres.url, count, { runs, churned: CHURN, whole: 100 }, print));
} finally {
  // Also where it is ended early: what was measured took its time.
  if (measured.length > 0) {
    printGrowth(measured, print);
    printCost(measured, print);
  }
  await stop();
}

async function stop(): Promise<void> {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
