import { parseArgs } from 'node:util';
import { readCase } from '../src/cli/case.ts';
import { startBenchService } from './bench-service.ts';
import { measureFloor } from './floor.ts';
import { measureService } from './service.ts';

/**
 * `npm run bench [-- --case FOLDER] [--runs N]`: what a submission costs. All figures come from one run, on the machine
 * as it is; compare rows and ratios, not machines.
 */
const { values } = parseArgs({
  options: {
    case: { type: 'string', default: 'fixtures/astronaut' },
    runs: { type: 'string', default: '40' },
  },
});
const runs = Math.min(1000, Math.max(1, Number(values.runs) || 40));
const given = await readCase(values.case);
const print = (line = '') => void process.stdout.write(`${line}\n`);

print(`case ${values.case}, ${runs} submissions a row, Node ${process.version}, ${process.platform}-${process.arch}`);
print();
const floor = await measureFloor(given, runs, print);
print();
const service = await startBenchService(print);
try {
  await measureService(service, given, { runs, inFlight: 8, floorMs: floor }, print);
} finally {
  await service.stop();
}
