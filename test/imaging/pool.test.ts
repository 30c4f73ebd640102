import type { FaceMapQuestion } from '../../src/geometry/labels/face-map.ts';
import { shippedCase, shippedLabelMap } from '../geometry/support/case.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { FrontalError } from '../../src/contract/errors.ts';
import { IDENTITY } from '../../src/geometry/plane/affine.ts';
import { LABEL_PALETTE_COLOURS } from '../../src/geometry/labels/palettes.ts';
import type { CutOptions } from '../../src/submissions/steps/ports.ts';
import { createPixelPool, type PixelPool } from '../../src/imaging/pool.ts';
import { HANG_MS } from '../support/hang.ts';
import { encodePng } from '../support/png.ts';

const LIMITS = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
const OPTIONS: CutOptions = { detail: { kind: 'tolerance', px: 0.5 }, minPartPx: 4, placement: IDENTITY };
const IDS = Array.from({ length: 40 * 30 }, (_, i) => {
  const [x, y] = [i % 40, Math.floor(i / 40)];
  if (x === 3 && y === 3) return 5;
  return x > 8 && x < 30 && y > 6 && y < 24 ? (x < 18 ? 1 : 2) : 0;
});
const FILE = encodePng(40, 30, IDS, { colourType: 0, bitDepth: 8 });
const MAP = { width: 40, height: 30, ids: Uint8Array.from(IDS) };

let pool: PixelPool;
beforeAll(async () => {
  pool = createPixelPool({ threads: 2 });
  await pool.warmUp();
});
afterAll(() => pool.close());

describe('errors come back as what they were', () => {
  test('a FrontalError with its code and message', async () => {
    const refused = pool.ask('decodeLabelMap', { bytes: FILE.subarray(0, 60), limits: LIMITS });
    await expect(refused).rejects.toBeInstanceOf(FrontalError);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_segmentation_map',
      message: 'The label map is cut short.',
    });
    await expect(pool.ask('decodeLabelMap', { bytes: FILE, limits: { ...LIMITS, maxPixels: 10 } })).rejects.toMatchObject({ code: 'too_large' });
  });

  test('an error without a code as an error', async () => {
    const mirrored = pool.ask('cutMap', { map: MAP, options: { ...OPTIONS, placement: [-1, 0, 0, 1, 40, 0] } });
    await expect(mirrored).rejects.toThrow(/mirrors/);
  });

  test('an aborted task rejects, whether it runs or waits, and the pool goes on', async () => {
    await expect(pool.ask('decodeLabelMap', { bytes: FILE, limits: LIMITS }, AbortSignal.abort())).rejects.toThrow(/abort/i);
    const side = 2500;
    const ids = Uint8Array.from({ length: side * side }, (_, i) => (i ^ (i >> 7)) % 5);
    const noise = { width: side, height: side, ids };
    const controller = new AbortController();
    const before = process.cpuUsage();
    const running = [1, 2, 3].map(() => pool.ask('cutMap', { map: noise, options: OPTIONS }, controller.signal));
    // Two run, one waits; the main thread does nothing.
    await expect.poll(() => process.cpuUsage(before).user).toBeGreaterThan(50_000);
    controller.abort();
    for (const outcome of await Promise.allSettled(running)) expect(outcome.status).toBe('rejected');
    expect((await pool.ask('decodeLabelMap', { bytes: FILE, limits: LIMITS })).ids).toEqual(MAP.ids);
  });
});

describe('tasks', () => {
  test('decode a map and leave the file with the caller', async () => {
    const before = Buffer.from(FILE);
    const map = await pool.ask('decodeLabelMap', { bytes: FILE, limits: LIMITS });
    expect(map).toEqual(MAP);
    expect(FILE).toEqual(before);
  });

  test('read a map with its landmarks and leave it with the caller; one that nothing is left out of is the same one', async () => {
    const map = shippedLabelMap('synth-plain');
    const { landmarks, portraitSize } = shippedCase('synth-plain');
    const question: FaceMapQuestion = {
      face: { landmarks, portraitSize, landmarkSchema: 'mediapipe-478' },
      rollDegrees: 0, schema: null, background: [], fit: 'auto', which: 'landmarks', named: [], outline: false,
    };
    const before = Uint8Array.from(map.ids);
    const read = await pool.ask('readFaceMap', { map, question });
    expect(read.map).toBeNull();
    expect(read.finding.schema).toBe('lapa-11');
    const without = await pool.ask('readFaceMap', { map, question: { ...question, background: [10] } });
    expect(without.map!.ids).toEqual(before.map((id) => (id === 10 ? 0 : id)));
    expect(map.ids).toEqual(before);
    await expect(pool.ask('readFaceMap', { map: { ...map, ids: map.ids.map(() => 0) }, question })).rejects.toMatchObject({ code: 'NoFace' });
  });

  test('clean a map, cut it into regions and leave it with the caller', async () => {
    const before = Uint8Array.from(IDS);
    const { regions, cleaned, certificate } = await pool.ask('cutMap', { map: MAP, options: OPTIONS });
    expect(MAP.ids).toEqual(before);
    expect(regions.map(({ label, parts }) => [label, parts.length])).toEqual([
      [1, 1],
      [2, 1],
      [5, 1],
    ]);
    expect(cleaned).toEqual({ parts: 0, pixels: 0 });
    expect(certificate.crossings).toBe(0);
  });

  test('read colours by a palette', async () => {
    const colours = LABEL_PALETTE_COLOURS['lapa-11'];
    const file = encodePng(40, 30, IDS, { colourType: 2, bitDepth: 8, colours });
    expect(await pool.ask('decodeLabelMap', { bytes: file, limits: LIMITS, palette: 'lapa-11' })).toEqual(MAP);
    await expect(pool.ask('decodeLabelMap', { bytes: file, limits: LIMITS })).rejects.toMatchObject({ code: 'invalid_segmentation_map' });
    await expect(pool.ask('decodeLabelMap', { bytes: file, limits: LIMITS, palette: 'bisenet-19' })).rejects.toThrow(/#000000 at column 0, row 0/);
  });

  test('merge labels before anything else, so that no border is left between them', async () => {
    const { regions } = await pool.ask('cutMap', { map: MAP, options: { ...OPTIONS, merge: { face: [1, 2] } } });
    expect(regions.map(({ label, parts }) => [label, parts[0]!.outer.length])).toEqual([
      [1, 4],
      [5, 4],
    ]);
  });

  test('smooth a map before it is cleaned, and tell how many pixels that changed', async () => {
    expect(await pool.ask('cutMap', { map: MAP, options: OPTIONS })).toMatchObject({ presmoothedPixels: 0 });
    const smooth = await pool.ask('cutMap', { map: MAP, options: { ...OPTIONS, presmoothPx: 2 } });
    expect(smooth.presmoothedPixels).toBeGreaterThan(0);
    expect(smooth.regions.map(({ label }) => label)).toEqual([1, 2, 5]);
  });

  test('give the same answer from every thread', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => pool.ask('cutMap', { map: MAP, options: OPTIONS })));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

test('closing finishes what was begun and lets the process end by itself', async () => {
  const program = `
    import { createPixelPool } from './dist/src/imaging/pool.js';
    const pool = createPixelPool({ threads: 2 });
    await pool.warmUp();
    const file = Buffer.from('${FILE.toString('base64')}', 'base64');
    const begun = pool.ask('decodeLabelMap', { bytes: file, limits: { maxBytes: 1e6, maxPixels: 1e6 } });
    await pool.close();
    process.stdout.write(String((await begun).ids.length));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: HANG_MS });
  expect(stdout).toBe('1200');
});
