import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { configOfThisProcess } from '../src/settings/config.ts';
import { ACTIVITY_PLACEMENTS } from '../src/contract/run.ts';
import { KILLED, NONE, STORE, UNACKNOWLEDGED } from './faults/faults.ts';
import { openLab } from './faults/lab.ts';
import { runFault, runUnstarted, type Outcome } from './faults/run-fault.ts';
import { createReference } from './faults/undisturbed.ts';

/**
 * `npm run bench:faults [-- --placement local]`: kills each process in the middle of many submissions, and prints the table of
 * docs/reliability.md. Ends as failed where anything was lost, done twice, or answered wrongly.
 */
const LOAD = { before: 80, meanwhile: 20 };

const { values } = parseArgs({ options: { placement: { type: 'string', default: 'task-queue' } } });
const placement = ACTIVITY_PLACEMENTS.find((name) => name === values.placement);
if (placement === undefined) throw new Error(`--placement is one of ${ACTIVITY_PLACEMENTS.join(', ')}`);

const lab = await openLab({ programs: resolve(import.meta.dirname, '../src'), dataDir: configOfThisProcess().dataDir, placements: [placement] });
const reference = createReference();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lab.stop().finally(() => process.exit(130)));
const outcomes: Outcome[] = [];
const say = (line: string) => void process.stderr.write(`${line}\n`);
try {
  const runs = [NONE, ...KILLED, UNACKNOWLEDGED, ...STORE].map((fault) => () => runFault(lab, fault, LOAD, reference));
  for (const run of [...runs, () => runUnstarted(lab, LOAD, reference)]) {
    const outcome = await run();
    outcomes.push(outcome);
    say(`${outcome.fault}: ${(outcome.recoveryMs / 1000).toFixed(1)} s, ${[...outcome.answers].map(([answer, times]) => `${times} x ${answer}`).join(', ')}`);
  }
} finally {
  await reference.close();
  await lab.stop();
}

process.stdout.write(`${table(outcomes)}\n`);
for (const { fault, wrong } of outcomes) for (const answer of wrong) say(`${fault}: ${answer}`);
const isSound = ({ lost, duplicated, pending, wrong }: Outcome) => lost + duplicated + pending + wrong.length === 0;
process.exitCode = outcomes.every(isSound) ? 0 : 1;

function table(rows: readonly Outcome[]): string {
  const cells = rows.map((row) => [
    row.fault,
    row.inFlight,
    row.accepted,
    row.lost,
    row.duplicated,
    [...row.answers].reduce((sum, [answer, times]) => sum + (answer.endsWith('503') ? times : 0), 0),
    row.wrong.length,
    `${(row.recoveryMs / 1000).toFixed(1)} s`,
  ]);
  const head = ['fault', 'in flight', 'accepted', 'lost', 'duplicated', '503', 'other 5xx', 'recovery'];
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
