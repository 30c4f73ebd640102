import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';

import type { Imaging } from '../../src/submissions/steps/ports.ts';
import { rotationAbout } from '../../src/geometry/plane/affine.ts';
import { describeRegions } from '../../src/geometry/face/describe-regions.ts';
import { DEFAULT_STYLE } from '../../src/geometry/drawing/style.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelPool, type PixelPool } from '../../src/imaging/pool.ts';

let pool: PixelPool;
const { signal } = new AbortController();
let imaging: Imaging;
beforeAll(() => {
  pool = createPixelPool({ threads: 1 });
  const limits = { maxBytes: 1_000_000, maxPixels: 500_000 };
  imaging = createImaging({ pool, limits: { portrait: limits, labelMap: { ...limits, maxPixels: 410_000 } } });
});
afterAll(() => pool.close());

const fixture = (path: string) => readFile(new URL(`../../fixtures/${path}`, import.meta.url));

test('each kind of picture has its own limits', async () => {
  await expect(imaging.decodeLabelMap(await fixture('astronaut/map.png'))).rejects.toMatchObject({ code: 'too_large' });
  await expect(imaging.decodePortrait(await fixture('astronaut/portrait.jpg'))).resolves.toMatchObject({ width: 696 });
});

test('a shipped case goes through every step', async () => {
  const raster = await imaging.decodePortrait(await fixture('synth-holes/portrait.jpg'));
  expect([raster.width, raster.height]).toEqual([640, 720]);
  const upright = await imaging.rotatePortrait(raster, rotationAbout(-24, 320, 360), raster);
  expect(upright.mediaType).toBe('image/jpeg');
  const map = await imaging.decodeLabelMap(await fixture('synth-holes/map.png'));
  expect([map.width, map.height]).toEqual([600, 675]);
  const { regions, topology } = await imaging.cutMap(map, { detail: { kind: 'tolerance', px: 0.5 }, minPartPx: 4, placement: [1, 0, 0, 1, 0, 0] }, signal);
  expect(regions).toHaveLength(15);
  const described = describeRegions(regions, { labelSchema: 'unknown' });
  const drawing = { size: map, portrait: upright, regions: described, topology, landmarks: null, zones: [], axes: null, style: DEFAULT_STYLE };
  const svg = await imaging.drawSvg(drawing, signal);
  expect(svg.mediaType).toBe('image/svg+xml');
  expect(Buffer.from(svg.bytes).toString()).toContain(`base64,${Buffer.from(upright.bytes).toString('base64')}"`);
});

test('work whose signal is aborted ends at once, and the thread works on', async () => {
  const hidden = { width: 2400, height: 2400, ids: Uint8Array.from({ length: 2400 ** 2 }, (_, i) => 1 + ((i >> 2) & 1)) };
  const stopped = new AbortController();
  const options = { detail: { kind: 'tolerance', px: 0 }, minPartPx: 0, placement: [1, 0, 0, 1, 0, 0] } as const;
  const work = imaging.cutMap(hidden, options, stopped.signal);
  stopped.abort();
  await expect(work).rejects.toThrow(/abort/i);
  expect((await imaging.decodeLabelMap(await fixture('synth-holes/map.png'))).width).toBe(600);
});
