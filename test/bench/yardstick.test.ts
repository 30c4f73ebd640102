import sharp from 'sharp';
import { expect, test } from 'vitest';
import { linesOf, rowsOf, type Figures } from '../../bench/figures.ts';
import { loadPlainOpenCv, plainWork } from '../../bench/yardstick.ts';

test('the yardstick finds an outline for each label and each hole', async () => {
  const side = 48;
  const ids = Buffer.alloc(side * side);
  const fill = (from: number, to: number, label: number) => {
    for (let y = from; y < to; y++) ids.fill(label, y * side + from, y * side + to);
  };
  fill(4, 44, 1);
  fill(16, 30, 2);
  const labelMap = await sharp(ids, { raw: { width: side, height: side, channels: 1 } }).toColourspace('b-w').png().toBuffer();
  const portrait = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'red' } }).png().toBuffer();
  const { cv } = await loadPlainOpenCv();
  // Label 1 has an outer and an inner one, label 2 fills the hole.
  expect(await plainWork(cv, portrait, labelMap)).toBe(3);
});

const cost = (ms: number) => ({ ms, cpuMs: 2 * ms });
const figures: Figures = {
  run: { case: 'c', runs: 1, placement: 'local', node: 'v20', platform: 'linux-x64' },
  yardstick: cost(50),
  pixelWork: { portrait: cost(10), 'label map': cost(5), align: cost(1), rotate: cost(20), partition: cost(30), draw: cost(4), all: cost(70) },
  service: {
    oneAtATime: { p50: 100, p95: 120, max: 130, steps: { decode: 25 } },
    inFlight: { p50: 400, p95: 500, max: 600, submissions: 8, perSecond: 20 },
    cpuMs: { Frontal: 150, all: 200 },
    threadCpuMs: { 'main thread': 50 },
    residentMiB: { Frontal: 300 },
  },
};

test('every figure but memory is a multiple of the yardstick of its own kind', () => {
  const times = new Map(rowsOf(figures).map(({ name, unit, times }) => [`${name} ${unit}`, times]));
  expect(times.get('pixel work: all ms')).toBe(1.4);
  expect(times.get('pixel work: all ms CPU')).toBe(1.4);
  expect(times.get('one at a time: p50 ms')).toBe(2);
  expect(times.get('a submission: all ms CPU')).toBe(2);
  expect(times.get("Frontal's threads: main thread ms CPU")).toBe(0.5);
  expect(times.get('8 in flight a second')).toBe(2);
  expect(times.get('resident: Frontal MiB')).toBeNull();
});

test('an earlier run stands beside, row by row', () => {
  const before = { ...figures, service: { ...figures.service, residentMiB: { Frontal: 900 } } };
  expect(linesOf(figures, before).at(-1)).toMatch(/^resident: Frontal +300\.0 MiB +before +900\.0 MiB$/);
  expect(linesOf(figures, null).at(-1)).toMatch(/^resident: Frontal +300\.0 MiB$/);
});
