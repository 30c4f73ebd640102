import sharp from 'sharp';
import { expect, test } from 'vitest';

import { svgToPng } from '../../src/imaging/svg-to-png.ts';

const svg = (size: number) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size / 2}">
    <rect width="50%" height="100%" fill="#f00"/></svg>`);

test('what is no SVG is refused', async () => {
  await expect(svgToPng(Buffer.from('<svg'))).rejects.toThrow();
});

test('a document is painted on white, as large as asked for at most', async () => {
  const { data, info } = await sharp(await svgToPng(svg(400), 100)).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 100, height: 50, channels: 3 });
  expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
  expect([...data.subarray(-3)]).toEqual([255, 255, 255]);
  expect(await sharp(await svgToPng(svg(40))).metadata()).toMatchObject({ format: 'png', width: 40, height: 20 });
});
