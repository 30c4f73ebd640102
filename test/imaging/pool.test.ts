import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { FrontalError } from '../../src/contract/errors.ts';
import { IDENTITY } from '../../src/geometry/plane/affine.ts';
import { LABEL_PALETTE_COLOURS } from '../../src/geometry/labels/palettes.ts';
import type { PartitionOptions } from '../../src/geometry/cut.ts';
import { readFace } from '../../src/geometry/labels/read-face.ts';
import { createPixelPool, type PixelPool } from '../../src/imaging/pool.ts';
import { encodePng } from '../support/png.ts';

const LIMITS = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
const OPTIONS: PartitionOptions = { tolerancePx: 0.5, minPartPx: 4, placement: IDENTITY };
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
    const refused = pool.decodeLabelMap(FILE.subarray(0, 60), LIMITS);
    await expect(refused).rejects.toBeInstanceOf(FrontalError);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_segmentation_map',
      message: 'The label map is cut short.',
    });
    await expect(pool.decodeLabelMap(FILE, { ...LIMITS, maxPixels: 10 })).rejects.toMatchObject({ code: 'too_large' });
  });

  test('an error without a code as an error', async () => {
    const mirrored = pool.partition(MAP, { ...OPTIONS, placement: [-1, 0, 0, 1, 40, 0] });
    await expect(mirrored).rejects.toThrow(/mirrors/);
  });

  test('an aborted task rejects, whether it runs or waits, and the pool goes on', async () => {
    await expect(pool.decodeLabelMap(FILE, LIMITS, null, AbortSignal.abort())).rejects.toThrow(/abort/i);
    const side = 2500;
    const ids = Uint8Array.from({ length: side * side }, (_, i) => (i ^ (i >> 7)) % 5);
    const noise = { width: side, height: side, ids };
    const controller = new AbortController();
    const running = [1, 2, 3].map(() => pool.partition(noise, OPTIONS, controller.signal));
    await sleep(20);
    controller.abort();
    for (const outcome of await Promise.allSettled(running)) expect(outcome.status).toBe('rejected');
    expect((await pool.decodeLabelMap(FILE, LIMITS)).ids).toEqual(MAP.ids);
  });
});

describe('tasks', () => {
  test('decode a map and leave the file with the caller', async () => {
    const before = Buffer.from(FILE);
    const map = await pool.decodeLabelMap(FILE, LIMITS);
    expect(map).toEqual(MAP);
    expect(FILE).toEqual(before);
  });

  test('read a face off a map as it is read here, and leave the map with the caller', async () => {
    const face = {
      landmarks: [[10, 10], [30, 12]] as const,
      portraitSize: MAP,
      alignment: { method: 'auto', schema: null, canvas: 'crop', margin: 0.2 } as const,
      stated: null,
    };
    const before = Uint8Array.from(MAP.ids);
    expect(await pool.readFace(MAP, face)).toEqual(readFace(MAP, face));
    expect(await pool.readFace({ ...MAP, ids: new Uint8Array(MAP.ids.length) }, face)).toBeNull();
    await expect(pool.readFace(MAP, { ...face, landmarks: [[-1, 0], [5, 5]] })).rejects.toMatchObject({ code: 'invalid_landmarks' });
    expect(MAP.ids).toEqual(before);
  });

  test('clean a map, cut it into regions and leave it with the caller', async () => {
    const before = Uint8Array.from(IDS);
    const { regions, cleaned, certificate } = await pool.partition(MAP, OPTIONS);
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
    expect(await pool.decodeLabelMap(file, LIMITS, 'lapa-11')).toEqual(MAP);
    await expect(pool.decodeLabelMap(file, LIMITS)).rejects.toMatchObject({ code: 'invalid_segmentation_map' });
    await expect(pool.decodeLabelMap(file, LIMITS, 'bisenet-19')).rejects.toThrow(/#000000 at column 0, row 0/);
  });

  test('merge labels before anything else, so that no border is left between them', async () => {
    const { regions } = await pool.partition(MAP, { ...OPTIONS, merge: { face: [1, 2] } });
    expect(regions.map(({ label, parts }) => [label, parts[0]!.outer.length])).toEqual([
      [1, 4],
      [5, 4],
    ]);
  });

  test('smooth a map before it is cleaned, and tell how many pixels that changed', async () => {
    expect(await pool.partition(MAP, OPTIONS)).toMatchObject({ presmoothedPixels: 0 });
    const smooth = await pool.partition(MAP, { ...OPTIONS, presmoothPx: 2 });
    expect(smooth.presmoothedPixels).toBeGreaterThan(0);
    expect(smooth.regions.map(({ label }) => label)).toEqual([1, 2, 5]);
  });

  test('give the same answer from every thread', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => pool.partition(MAP, OPTIONS)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

test('closing finishes what was begun and lets the process end by itself', async () => {
  const program = `
    import { createPixelPool } from './dist/src/imaging/pool.js';
    const pool = createPixelPool({ threads: 2 });
    await pool.warmUp();
    const file = Buffer.from('${FILE.toString('base64')}', 'base64');
    const begun = pool.decodeLabelMap(file, { maxBytes: 1e6, maxPixels: 1e6 });
    await pool.close();
    process.stdout.write(String((await begun).ids.length));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 30_000,
  });
  expect(stdout).toBe('1200');
});
