import { parseArgs } from 'node:util';
import { readCase } from '../src/cli/case.ts';
import { configOfThisProcess } from '../src/settings/config.ts';
import { LABEL_SCHEMAS } from '../src/contract/names.ts';
import { readLandmarks } from '../src/geometry/index.ts';
import { decodeLabelMap } from '../src/imaging/decode-label-map.ts';
import { decodePortrait } from '../src/imaging/decode-portrait.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { tableRow } from './geometry/table.ts';
import { FAULTS } from './labels/faults.ts';
import { tryFault } from './labels/try-fault.ts';

/**
 * `npm run bench:labels [-- --maps N] [--seed N] [--landmarks 68|5|2]`: draws label maps with faults at random and states,
 * by fault and by schema, how many keep their names. The seed decides the maps.
 */
const { values } = parseArgs({
  options: {
    maps: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    landmarks: { type: 'string', default: '68' },
    list: { type: 'boolean', default: false },
  },
});
const maps = Math.min(10_000, Math.max(1, Number(values.maps) || 40));
const seed = Number(values.seed) || 1;
const print = (line = '') => void process.stdout.write(`${line}\n`);

const limits = imagingLimits(configOfThisProcess());
const { portrait, labelMap, landmarks } = await readCase('fixtures/synth-holes');
const { width, height } = await decodePortrait(portrait, limits.portrait);
const face = { map: decodeLabelMap(labelMap, limits.labelMap), landmarks: readLandmarks(landmarks), portraitSize: { width, height } };

print(`${maps} maps a fault and schema, ${values.landmarks} landmarks, seed ${seed}: kept their names / got none / got others / refused`);
const WIDTHS = [20, 26, 6, 6, 6, 7];
print(tableRow(['schema', 'fault', 'kept', 'none', 'others', 'refused'], WIDTHS));
const totals = new Map<string, { kept: number; tried: number }>();
for (const schema of LABEL_SCHEMAS) {
  for (const fault of Object.keys(FAULTS)) {
    const report = values.list ? print : () => {};
    const { kept, unnamed, renamed, refused } = tryFault(face, schema, fault, { maps, seed, landmarks: values.landmarks }, report);
    print(tableRow([schema, fault, kept, unnamed, renamed, refused], WIDTHS));
    const total = totals.get(fault) ?? { kept: 0, tried: 0 };
    totals.set(fault, { kept: total.kept + kept, tried: total.tried + maps });
  }
}
print();
for (const [fault, { kept, tried }] of totals) print(`${fault.padEnd(28)} ${kept} of ${tried} keep their names (${((100 * kept) / tried).toFixed(1)} %)`);
