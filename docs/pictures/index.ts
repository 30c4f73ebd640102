import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configOfThisProcess } from '../../src/settings/config.ts';
import { readLandmarks } from '../../src/geometry/index.ts';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { loadOpenCv } from '../../src/imaging/open-cv.ts';
import { imagingLimits } from '../../src/processes/limits.ts';
import { drawDetails } from './details.ts';
import { drawGuard } from './guard.ts';
import { drawLinks } from './links.ts';
import { drawPresmooth } from './presmooth.ts';
import { drawSmoothing } from './smoothing.ts';
import { drawArcs, drawClean } from './steps.ts';
import { drawThemes } from './themes.ts';
import { drawZones } from './zones.ts';

/** `npm run docs:pictures`: draws the pictures of docs/geometry.md, docs/zones.md and docs/drawing.md anew, with the product's own functions. */
const FOLDER = 'docs/geometry';
const THEMES_FOLDER = 'docs/drawing';
const LAPA_NOSE = 6;
const LAPA_LIPS = [7, 8, 9];
const LAPA_EYE = 4;
/** Sizes of portraits. */
const ASTRONAUT = { width: 696, height: 680 };
const SYNTH_PLAIN = { width: 360, height: 440 };
/** Its mouth. */
const SYNTH_MOUTH = { x: 128, y: 240, width: 104, height: 48 };

const { cv } = await loadOpenCv();
const read = async (name: string) =>
  decodeLabelMap(await readFile(join('fixtures', name, 'map.png')), imagingLimits(configOfThisProcess()).labelMap);
const json = async (file: string) => JSON.parse(await readFile(join('fixtures', file), 'utf8'));
const painted = {
  map: await read('synth-plain'),
  landmarks: readLandmarks(await json('synth-plain/landmarks.json')),
  portrait: SYNTH_PLAIN,
  outlines: (await json('synth-plain/truth_analytic.json')).regions,
};
const pictures = {
  clean: drawClean(cv),
  arcs: drawArcs(cv),
  links: drawLinks(painted.map, LAPA_NOSE),
  guard: drawGuard(),
  smoothing: drawSmoothing(cv, painted, [LAPA_EYE]),
  presmooth: drawPresmooth(cv, painted.map, LAPA_LIPS, SYNTH_MOUTH),
  details: drawDetails(cv, await read('astronaut'), LAPA_LIPS),
  zones: drawZones(cv, await read('astronaut'), readLandmarks(await json('astronaut/landmarks.json')), ASTRONAUT),
};
await mkdir(FOLDER, { recursive: true });
for (const [name, svg] of Object.entries(pictures)) await writeFile(join(FOLDER, `${name}.svg`), svg);
process.stdout.write(`drew ${Object.keys(pictures).join(', ')} into ${FOLDER}\n`);

const themes = await drawThemes(cv, await read('astronaut'));
await mkdir(THEMES_FOLDER, { recursive: true });
for (const [name, png] of Object.entries(themes)) await writeFile(join(THEMES_FOLDER, `${name}.png`), png);
process.stdout.write(`drew ${Object.keys(themes).join(', ')} into ${THEMES_FOLDER}\n`);
