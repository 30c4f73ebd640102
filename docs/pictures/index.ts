import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configOfThisProcess } from '../../src/config.ts';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { loadOpenCv } from '../../src/imaging/open-cv.ts';
import { imagingLimits } from '../../src/parts/limits.ts';
import { drawDetails } from './details.ts';
import { drawGuard } from './guard.ts';
import { drawLinks } from './links.ts';
import { drawArcs, drawClean } from './steps.ts';

/** `npm run docs:pictures`: draws the pictures of docs/geometry.md anew, with the product's own functions. */
const FOLDER = 'docs/geometry';
const LAPA_NOSE = 6;
const LAPA_LIPS = [7, 8, 9];

const { cv } = await loadOpenCv();
const read = async (name: string) =>
  decodeLabelMap(await readFile(join('fixtures', name, 'map.png')), imagingLimits(configOfThisProcess()).labelMap);
const pictures = {
  clean: drawClean(cv),
  arcs: drawArcs(cv),
  links: drawLinks(await read('synth-plain'), LAPA_NOSE),
  guard: drawGuard(),
  details: drawDetails(cv, await read('astronaut'), LAPA_LIPS),
};
await mkdir(FOLDER, { recursive: true });
for (const [name, svg] of Object.entries(pictures)) await writeFile(join(FOLDER, `${name}.svg`), svg);
process.stdout.write(`drew ${Object.keys(pictures).join(', ')} into ${FOLDER}\n`);
