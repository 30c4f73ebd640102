import { expect, test } from 'vitest';
import { STEP_BYTES } from '../../src/submissions/steps/step-memory.ts';
import { readConfig } from '../../src/settings/config.ts';
import { openWorkMemory, workMemoryWithin } from '../../src/processes/work-memory.ts';

const GIB = 2 ** 30;
const WORKER = { caches: 2, bodies: false };

test('is what the setting says, or what is left of the memory that there is', () => {
  expect(openWorkMemory(readConfig({ PIXEL_MEMORY_BYTES: '300MiB' }), WORKER).bytes).toBe(300 * 2 ** 20);
  const config = readConfig({});
  expect(workMemoryWithin(2 * GIB, config, WORKER)).toBeLessThan(2 * GIB - 2 * config.pixelCacheBytes);
  expect(workMemoryWithin(GIB / 4, config, WORKER)).toBe(GIB / 4);
  expect(workMemoryWithin(4 * GIB, config, { caches: 0, bodies: true })).toBeLessThan(workMemoryWithin(4 * GIB, config, { caches: 0, bodies: false }));
});

test('of the worker in Compose and Kubernetes it holds the largest portrait that is taken, though turned', () => {
  const config = readConfig({});
  const room = workMemoryWithin(2 * GIB, config, WORKER);
  const side = Math.sqrt(config.maxPortraitPixels);
  const [original, upright] = [side, side * Math.SQRT2].map((length) => ({ width: length, height: length }));
  expect(STEP_BYTES.rotate(original!, upright!)).toBeLessThan(room);
  expect(STEP_BYTES.decode(config.maxPortraitPixels, 1_000_000)).toBeLessThan(room);
});
