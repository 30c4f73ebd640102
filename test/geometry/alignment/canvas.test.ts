import { expect, test } from 'vitest';
import { rotationAbout } from '../../../src/geometry/plane/affine.ts';
import { checkTurned, placeUpright } from '../../../src/geometry/alignment/canvas.ts';

const turn = (degrees: number) => rotationAbout(degrees, 100, 50);

test.each([
  ['a square', 1000, 1000, 45],
  ['four by three', 1155, 866, 45],
  ['three by one, upright', 1732, 577, 0],
  ['three by one, lying', 1732, 577, 90],
])('%s of as many pixels as are taken may be turned', (_what, width, height, degrees) => {
  expect(() => checkTurned(turn(degrees), { width, height }, width * height)).not.toThrow();
});

test('a strip may not, whatever the canvas keeps of it', () => {
  const strip = { width: 32_767, height: 1 };
  for (const canvas of ['expand', 'keep'] as const) {
    const { matrix } = placeUpright(45, strip, canvas);
    expect(() => checkTurned(matrix, strip, 50_000_000)).toThrow(expect.objectContaining({ code: 'too_large' }));
  }
  expect(() => checkTurned(turn(0), strip, 50_000_000)).not.toThrow();
});

test('the limit is three times the pixels that a portrait may have', () => {
  const square = { width: 100, height: 100 };
  expect(() => checkTurned(turn(0), square, 3334)).not.toThrow();
  expect(() => checkTurned(turn(0), square, 3333)).toThrow(/100 by 100 pixels; at most 9999/);
});
