import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readCase } from '../src/cli/case.ts';
import { configOfThisProcess } from '../src/settings/config.ts';
import { decodeLabelMap } from '../src/imaging/decode-label-map.ts';
import { decodePortrait } from '../src/imaging/decode-portrait.ts';
import { loadOpenCv } from '../src/imaging/open-cv.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { readOutlines } from './geometry/drawn-case.ts';
import { compareWithFindContours } from './geometry/find-contours.ts';
import { measureQuality } from './geometry/quality.ts';
import { resizeCase } from './geometry/resize.ts';
import { measureScaling } from './geometry/scaling.ts';
import { measureSmoothing, type DrawnCase } from './geometry/smoothing.ts';
import { DETAILS, partitionWhole } from './geometry/whole-partition.ts';

/**
 * `npm run bench:geometry [-- --case FOLDER ...] [--runs N]`: what the contours of label maps are worth and what they
 * cost, in one thread. All figures come from one run, on the machine as it is; compare rows and ratios, not machines.
 */
const SHIPPED = ['fixtures/astronaut', 'fixtures/synth-plain', 'fixtures/synth-holes', 'fixtures/synth-hard'];

const WARM_UP_MS = 3000;

const { values } = parseArgs({
  options: {
    case: { type: 'string', multiple: true, default: SHIPPED },
    runs: { type: 'string', default: '9' },
  },
});
const runs = Math.min(1000, Math.max(1, Number(values.runs) || 9));
const print = (line = '') => void process.stdout.write(`${line}\n`);

const { cv } = await loadOpenCv();
const limits = imagingLimits(configOfThisProcess());
const cases = [];
const drawnCases: DrawnCase[] = [];
for (const folder of values.case) {
  const { portrait, labelMap } = await readCase(folder);
  const given = { name: basename(folder), map: decodeLabelMap(labelMap, limits.labelMap) };
  const drawn = await readOutlines(folder, given, await decodePortrait(portrait, limits.portrait));
  cases.push(given);
  if (drawn !== null) drawnCases.push(drawn);
}

// The shipped maps are smaller than what cameras and models give.
const shown = [...cases, resizeCase(cv, cases[0]!, 1)];

// The compiler is warm for every row, the first one too.
for (const began = performance.now(); performance.now() - began < WARM_UP_MS; ) {
  for (const { map } of cases) for (const [, detail] of DETAILS) partitionWhole(cv, map, detail);
}

print(`median of up to ${runs} runs after warm-up, Node ${process.version}, ${process.platform}-${process.arch}`);
print();
measureQuality(cv, shown, runs, print);
print();
compareWithFindContours(cv, shown, runs, print);
print();
measureScaling(cv, cases[0]!, runs, print);
print();
measureSmoothing(cv, drawnCases, print);
