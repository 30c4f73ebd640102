import type { LabelMap } from '../../src/geometry/index.ts';

/** Two regions side by side, an island in one of them, and three specks of one pixel. */
const ROWS = [
  '............',
  '..11111122..',
  '.1111111222.',
  '.11331112222',
  '.13331121222',
  '.1133111222.',
  '..111112221.',
  '.3..........',
];

export const EXAMPLE: LabelMap = {
  width: ROWS[0]!.length,
  height: ROWS.length,
  ids: Uint8Array.from(ROWS.join('').replaceAll('.', '0'), Number),
};
