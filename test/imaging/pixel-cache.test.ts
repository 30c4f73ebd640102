import { describe, expect, test, vi } from 'vitest';

import type { Raster } from '../../src/submissions/steps/ports.ts';
import { createPixelCache } from '../../src/imaging/pixel-cache.ts';
import { FORGOTTEN_AFTER_MS } from '../../src/content/short-memory.ts';
import { stopClock } from '../support/clock.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const C = 'c'.repeat(64);

function raster(bytes: number): Raster {
  return { width: bytes / 3, height: 1, channels: 3, exifOrientation: 1, isOriented: true, data: new Uint8Array(bytes) };
}

describe('a pixel cache', () => {
  test('does not keep a decode that failed, by promise or at once', async () => {
    const cache = createPixelCache({ maxBytes: 1000 });
    const thrower = (): Promise<Raster> => {
      throw new Error('at once');
    };
    await expect(cache.portrait(A, () => Promise.reject(new Error('later')))).rejects.toThrow('later');
    await expect(cache.portrait(A, thrower)).rejects.toThrow('at once');
    await expect(cache.portrait(A, () => Promise.resolve(raster(30)))).resolves.toEqual(raster(30));
  });

  test('decodes once for all who ask meanwhile and afterwards', async () => {
    const cache = createPixelCache({ maxBytes: 1000 });
    const decode = vi.fn(() => Promise.resolve(raster(30)));
    const answers = await Promise.all([1, 2, 3].map(() => cache.portrait(A, decode)));
    answers.push(await cache.portrait(A, decode));
    expect(decode).toHaveBeenCalledOnce();
    expect(new Set(answers).size).toBe(1);
  });

  test('forgets what was used longest ago when its room is full', async () => {
    const cache = createPixelCache({ maxBytes: 80 });
    const decode = vi.fn(() => Promise.resolve(raster(30)));
    for (const digest of [A, B, A, C, A]) await cache.portrait(digest, decode);
    expect(decode).toHaveBeenCalledTimes(3);
    await cache.portrait(B, decode);
    expect(decode).toHaveBeenCalledTimes(4);
  });

  test('answers with what is larger than all its room, also with no room at all', async () => {
    for (const maxBytes of [0, 80]) {
      const cache = createPixelCache({ maxBytes });
      const decode = vi.fn(() => Promise.resolve(raster(300)));
      expect(await cache.portrait(A, decode)).toEqual(raster(300));
      await cache.portrait(A, decode);
      expect(decode).toHaveBeenCalledTimes(2);
    }
  });

  test('decodes again what was decoded too long ago', async () => {
    const { pass } = stopClock();
    const cache = createPixelCache({ maxBytes: 1000 });
    const decode = vi.fn(() => Promise.resolve(raster(30)));
    await cache.portrait(A, decode);
    pass(FORGOTTEN_AFTER_MS + 1000);
    await cache.portrait(A, decode);
    expect(decode).toHaveBeenCalledTimes(2);
  });

  test('keeps maps and portraits apart', async () => {
    const cache = createPixelCache({ maxBytes: 1000 });
    const map = { width: 1, height: 1, ids: Uint8Array.of(7) };
    await cache.portrait(A, () => Promise.resolve(raster(30)));
    expect(await cache.labelMap(A, null, () => Promise.resolve(map))).toBe(map);
  });

  test('keeps one map read with two palettes, and without any, apart', async () => {
    const cache = createPixelCache({ maxBytes: 1000 });
    const readings = [null, 'lapa-11', 'celebamask-19'] as const;
    const maps = readings.map((_, i) => ({ width: 1, height: 1, ids: Uint8Array.of(i) }));
    for (const [i, palette] of readings.entries()) {
      expect(await cache.labelMap(A, palette, () => Promise.resolve(maps[i]!))).toBe(maps[i]);
    }
    const never = () => Promise.reject(new Error('decoded again'));
    for (const [i, palette] of readings.entries()) expect(await cache.labelMap(A, palette, never)).toBe(maps[i]);
  });
});
