import { expect, test } from 'vitest';

import { clean } from '../../src/imaging/clean.ts';
import { loadOpenCv } from '../../src/imaging/open-cv.ts';

const EVENTS = ['uncaughtException', 'unhandledRejection'];
const emitter: NodeJS.EventEmitter = process;

test('loading leaves the handlers of the process alone, and happens once', async () => {
  const before = EVENTS.map((event) => emitter.listeners(event));
  const [first, second] = await Promise.all([loadOpenCv(), loadOpenCv()]);
  expect(EVENTS.map((event) => emitter.listeners(event))).toEqual(before);
  expect(first.cv).toBe(second.cv);
});

test('cleaning gives its memory back', async () => {
  const { cv } = await loadOpenCv();
  const heapBytes = () => {
    if (!('HEAPU8' in cv && cv.HEAPU8 instanceof Uint8Array)) throw new Error('the heap is not to be seen');
    return cv.HEAPU8.length;
  };
  const side = 700;
  const ids = Uint8Array.from({ length: side * side }, (_, i) => Number(i % 97 === 0));
  const run = () => clean(cv, { width: side, height: side, ids }, 4);
  run();
  const before = heapBytes();
  // Each run takes 2.4 MB: leaked, two heaps full of them would not fit into one.
  const runs = Math.ceil((2 * before) / 2_400_000);
  for (let i = 0; i < runs; i++) run();
  expect(heapBytes()).toBe(before);
});
