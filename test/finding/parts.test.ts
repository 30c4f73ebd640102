import { expect, it } from 'vitest';
import { keepLargest } from '../../src/finding/keep-largest.ts';
import { lipLine } from '../../src/finding/lip-line.ts';
import { distancesFrom } from '../../src/finding/polygon-distance.ts';

it('distances from a polygon are negative inside of it, and no larger than the reach', () => {
  const distances = distancesFrom([[2, 2], [6, 2], [6, 6], [2, 6]], 8, 1.25);
  const row = (y: number) => Array.from(distances.slice(y * 8, y * 8 + 8));
  expect(row(0)).toEqual([1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25]);
  expect(row(1)[3]).toBe(0.5);
  expect(row(4)).toEqual([1.25, 0.5, -0.5, -1.25, -1.25, -0.5, 0.5, 1.25]);
});

it('of a share the largest part is kept, with its holes', () => {
  const share = Float32Array.from('11110 10010 10010 11110 00001'.replaceAll(' ', ''), (digit) => Number(digit) * 0.9);
  expect([...keepLargest(share, 5)].join('')).toBe('11110 11110 11110 11110 00000'.replaceAll(' ', ''));
});

it('the line between lips follows what is darker than its neighbours, and not what is darkest', () => {
  const side = 60;
  const pixels = new Float32Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const line = 30 + Math.round(x / 20);
    // The lower half lies in a shadow that is as dark as the line.
    pixels.fill(Math.abs(y - line) <= 1 ? 90 : y < line ? 180 : 120, i * 3, i * 3 + 3);
  }
  const found = lipLine({ side, pixels, toPicture: [1, 0, 0, 1, 0, 0], place: (points) => [...points] }, [5, 55], () => 27);
  expect(found).toHaveLength(50);
  for (const [i, row] of found.entries()) expect(Math.abs(row - (30 + (i + 5) / 20)), `column ${i + 5}`).toBeLessThan(2);
});
