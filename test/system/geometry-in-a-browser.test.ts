import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alignFace, deriveZones, describeRegions, drawSvg, measureFace, partitionLabelMap } from '../../src/geometry/index.ts';
import { shippedCase, shippedLabelMap } from '../geometry/support/case.ts';
import { startBrowser } from '../support/browser.ts';

const CORE = { alignFace, partitionLabelMap, describeRegions, deriveZones, measureFace, drawSvg };
/** The packages that the core imports, and what those import. */
const PACKAGES = ['polylabel', 'tinyqueue', 'clipper2-ts'];

const ORIGIN = 'http://geometry.invalid';
const ROOT = new URL('../../', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

interface Input {
  readonly map: { readonly width: number; readonly height: number; readonly ids: readonly number[] };
  readonly landmarks: readonly (readonly [number, number])[];
  readonly size: { readonly width: number; readonly height: number };
}

/** From landmarks and label map to drawing and measures. Runs as text in the page, so it uses nothing but what it is given. */
function wholeFace(core: typeof CORE, { map, landmarks, size }: Input): string {
  const alignment = core.alignFace(landmarks, size, { method: 'auto', schema: null, canvas: 'expand', margin: 0 });
  const [a, b, c, d, e, f] = alignment.matrix;
  const { regions, topology, certificate } = core.partitionLabelMap(
    { ...map, ids: Uint8Array.from(map.ids) },
    { detail: { kind: 'preset', name: 'balanced' }, smoothing: 0.5, placement: alignment.matrix },
    { parts: 0, pixels: 0, droppedByLabel: new Map() },
  );
  const described = core.describeRegions(regions, { labelSchema: 'lapa-11' });
  const upright = landmarks.map(([x, y]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const face = { regions: described, landmarks: upright, schema: alignment.schema };
  const { zones } = core.deriveZones(face, ['forehead', 'cheek_left', 'half_right']);
  const measures = core.measureFace(face);
  const svg = core.drawSvg({
    size: alignment.uprightSize, portrait: null, regions: described, topology, landmarks: upright, zones, axes: null,
    style: { theme: 'annotation', regions: {} },
  });
  return JSON.stringify({ alignment, regions, certificate: { ...certificate, regions: [...certificate.regions] }, zones, measures, svg });
}

test('the geometry core runs in a browser, and answers there what it answers in Node', async () => {
  const { landmarks, portraitSize: size } = shippedCase('astronaut');
  const { width, height, ids } = shippedLabelMap('astronaut');
  const input: Input = { map: { width, height, ids: [...ids] }, landmarks, size };

  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const { resolve } = createRequire(import.meta.url);
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const body = path === '' ? '<!doctype html><title>core</title>' : await readFile(new URL(path, ROOT), 'utf8');
    await route.fulfill({ body, contentType: path === '' ? 'text/html' : 'text/javascript' });
  });
  await page.goto(ORIGIN);
  const urlOf = (file: string) => `${ORIGIN}/${file.slice(ROOT.pathname.length)}`;
  const imports = Object.fromEntries(PACKAGES.map((name) => [name, urlOf(resolve(name))]));
  await page.addScriptTag({ type: 'importmap', content: JSON.stringify({ imports }) });
  const names = Object.keys(CORE).join(', ');
  await page.addScriptTag({
    type: 'module',
    content: `import { ${names} } from '${ORIGIN}/dist/src/geometry/index.js';
      const core = { ${names} };
      document.title = 'ready';
      globalThis.answer = (input) => (${wholeFace.toString()})(core, input);`,
  });
  await page.waitForFunction("document.title === 'ready'");
  const answer = await page.evaluate(`answer(${JSON.stringify(input)})`);

  expect(errors).toEqual([]);
  expect(answer).toBe(wholeFace(CORE, input));
});
