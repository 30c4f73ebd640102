import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCase, readCase } from '../src/cli/case.ts';
import { configOfThisProcess } from '../src/settings/config.ts';
import { LABEL_SCHEMAS, type LabelSchemaName } from '../src/contract/names.ts';
import { createNetworks } from '../src/finding/networks.ts';
import { decodeLabelMap } from '../src/imaging/decode-label-map.ts';
import { decodePortrait } from '../src/imaging/decode-portrait.ts';
import { loadOpenCv } from '../src/imaging/open-cv.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { readLandmarks } from '../src/geometry/index.ts';
import { measureCost } from './finding/cost.ts';
import { measureLabelMaps } from './finding/label-maps.ts';
import { measureLandmarks } from './finding/landmarks.ts';
import { measureRefusals } from './finding/refusals.ts';
import type { FindingCase } from './finding/finding-case.ts';

/**
 * `npm run bench:find [-- --cases FOLDER] [--schema NAME] [--repeats N]`: how near what is found comes to what is known.
 * A case is a subfolder of FOLDER with portrait, map.png and landmarks.json (468 or 478 points of MediaPipe), as every
 * command takes it; NAME is the schema of the maps.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: 'fixtures' }, schema: { type: 'string', default: 'lapa-11' }, repeats: { type: 'string', default: '200' } },
});
const print = (line = '') => void process.stdout.write(`${line}\n`);
const schema = LABEL_SCHEMAS.find((name) => name === values.schema);
if (schema === undefined) throw new Error(`--schema is one of ${LABEL_SCHEMAS.join(', ')}`);

const { cv } = await loadOpenCv();
const networks = createNetworks(cv);
const cases = await readCases(values.cases, schema);
if (cases.length === 0) throw new Error(`${values.cases} holds no case with landmarks of MediaPipe's mesh`);

print(`${cases.length} cases, Node ${process.version}, ${process.platform}-${process.arch}`);
print();
measureLandmarks(networks, cases, print);
print();
measureLabelMaps(networks, cases, print);
print();
await measureRefusals(networks, print);
print();
await measureCost(networks, cases[0]!, Math.max(1, Number(values.repeats) || 1), print);

/** Drawn faces are none that a detector knows. */
async function readCases(folder: string, labelSchema: LabelSchemaName): Promise<FindingCase[]> {
  const limits = imagingLimits(configOfThisProcess());
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory() && !entry.name.startsWith('synth-')).map(({ name }) => name).sort();
  const read: FindingCase[] = [];
  for (const name of names) {
    const files = await findCase(join(folder, name));
    if (files === null || typeof files === 'string' || files.labelMap === undefined || files.landmarks === undefined) continue;
    const { portrait, labelMap, landmarks } = await readCase(join(folder, name));
    const points = readLandmarks(landmarks);
    if (points.length !== 468 && points.length !== 478) continue;
    read.push({
      name,
      portrait: await decodePortrait(portrait, limits.portrait),
      map: decodeLabelMap(labelMap, limits.labelMap),
      schema: labelSchema,
      landmarks: points,
    });
  }
  return read;
}
