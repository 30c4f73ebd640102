import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCase } from '../src/cli/case.ts';
import { startBenchService } from './bench-service.ts';
import { linesOf, type Figures } from './figures.ts';
import { measureFloor } from './floor.ts';
import { measureService } from './service.ts';
import { measureYardstick } from './yardstick.ts';

/**
 * `npm run bench`: what a submission costs, beside a yardstick that depends on nothing of this project. All figures come
 * from one run, on the machine as it is; compare multiples of the yardstick, and CPU rather than time where others work
 * on the machine too. `--json FILE` keeps them, `--before FILE` prints those of an earlier run beside.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string', default: 'fixtures/astronaut' },
    runs: { type: 'string', default: '40' },
    placement: { type: 'string', default: 'task-queue' },
    json: { type: 'string' },
    before: { type: 'string' },
  },
});
const runs = Math.min(1000, Math.max(1, Number(values.runs) || 40));
const before = values.before === undefined ? null : (JSON.parse(await readFile(values.before, 'utf8')) as Figures);
const given = await readCase(values.case);
const print = (line = '') => void process.stdout.write(`${line}\n`);

const { placement } = values;
const run = { case: values.case, runs, placement, node: process.version, platform: `${process.platform}-${process.arch}` };
print(`case ${run.case}, ${runs} submissions a row, steps on ${placement}, Node ${run.node}, ${run.platform}`);
const yardstick = await measureYardstick(given, runs);
const pixelWork = await measureFloor(given, runs);
const service = await startBenchService(print, { ACTIVITY_PLACEMENT: placement });
try {
  const figures: Figures = { run, yardstick, pixelWork, service: await measureService(service, given, { runs, inFlight: 8 }) };
  print();
  for (const line of linesOf(figures, before)) print(line);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await service.stop();
}
