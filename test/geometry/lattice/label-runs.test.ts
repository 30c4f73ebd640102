import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLabelCounts, createRunEnds } from '../../../src/geometry/lattice/label-runs.ts';

/** Ids in runs of any length, 8 or 16 bits wide, at any place of their memory. */
const ids = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(0, 1, 7, 128, 255), fc.integer({ min: 1, max: 13 })), { minLength: 1, maxLength: 12 }),
    fc.constantFrom(Uint8Array, Uint16Array),
    fc.integer({ min: 0, max: 5 }),
  )
  .map(([runs, Ids, offset]) => {
    const labels = runs.flatMap(([label, length]) => Array.from({ length }, () => label));
    const memory = new Ids(offset + labels.length);
    memory.set(labels, offset);
    return memory.subarray(offset);
  });

test('a run ends where the label changes, or where it has to stop', () => {
  fc.assert(
    fc.property(ids, (map) => {
      const runEnd = createRunEnds(map);
      for (let start = 0; start < map.length; start++) {
        for (let stop = start + 1; stop <= map.length; stop++) {
          let end = start;
          while (end < stop && map[end] === map[start]) end++;
          expect(runEnd(start, stop)).toBe(end);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('pixels of a label are counted between two of them', () => {
  fc.assert(
    fc.property(ids, fc.nat(100), fc.nat(100), (map, a, b) => {
      const [start, stop] = [Math.min(a, map.length), Math.min(a + b, map.length)];
      const countOf = createLabelCounts(map);
      for (const label of [0, 1, 255]) expect(countOf(label, start, stop)).toBe(map.slice(start, stop).filter((id) => id === label).length);
    }),
  );
});
