import { expect, test } from 'vitest';
import { relabel, sameLabels } from '../../../src/geometry/lattice/relabel.ts';

test('a map that a table leaves as it is comes back itself', () => {
  const map = { width: 3, height: 1, ids: Uint8Array.of(0, 7, 9) };
  expect(relabel(map, sameLabels(map))).toBe(map);
  const table = sameLabels(map);
  table[8] = 7; // no pixel has it
  expect(relabel(map, table)).toBe(map);
});

test('labels change where the table says so, and the map that was given stays', () => {
  const map = { width: 3, height: 1, ids: Uint16Array.of(7, 300, 9) };
  const table = sameLabels(map);
  table[300] = 9;
  expect([...relabel(map, table).ids]).toEqual([7, 9, 9]);
  expect([...map.ids]).toEqual([7, 300, 9]);
});

test('what is a Buffer comes back as memory of its own', () => {
  const map = { width: 2, height: 1, ids: Buffer.from([7, 9]) };
  const table = sameLabels(map);
  table[9] = 7;
  const { ids } = relabel(map, table);
  expect(ids.buffer).not.toBe(map.ids.buffer);
  expect([...ids]).toEqual([7, 7]);
  expect([...map.ids]).toEqual([7, 9]);
});
