import sharp from 'sharp';
import { expect, test } from 'vitest';

import { decodePortraitOf, findPortrait } from '../../src/imaging/embedded-portrait.ts';
import { svgToPng } from '../../src/imaging/svg-to-png.ts';

/** Noise over a slope, so that the base64 has several pieces. */
async function portraitOf(side: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 120, sigma: 30 };
  return sharp({ create: { width: side, height: side / 2, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

const drawing = (portrait: Buffer, side: number) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side / 2}" width="${side}" height="${side / 2}">
<image id="portrait" x="0" y="0" width="${side}" height="${side / 2}" preserveAspectRatio="none" href="data:image/jpeg;base64,${portrait.toString('base64')}"/>
<rect width="50%" height="100%" fill="#f00"/></svg>`,
  );

test('the portrait of a drawing is found by its bytes, and is what was embedded', async () => {
  const portrait = await portraitOf(1600);
  const svg = drawing(portrait, 1600);
  const place = findPortrait(svg)!;
  expect((await decodePortraitOf(svg, place)).equals(portrait)).toBe(true);
  expect(findPortrait(Buffer.from('<svg/>'))).toBeNull();
  expect(findPortrait(Buffer.from('<image href="data:image/jpeg;base64,AAAA'))).toBeNull();
});

test('the event loop turns while a portrait is decoded', async () => {
  const svg = drawing(await portraitOf(1600), 1600);
  const place = findPortrait(svg)!;
  let turns = 0;
  let done = false;
  const turn = () => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  setImmediate(turn);
  await decodePortraitOf(svg, place);
  done = true;
  expect(turns).toBeGreaterThanOrEqual(Math.floor((place.to - place.from) / 2 ** 20));
});

test('a portrait that is larger than what is painted is painted as it was, and what lies over it stays', async () => {
  const svg = drawing(await portraitOf(1200), 1200);
  const painted = await sharp(await svgToPng(svg, 300)).raw().toBuffer({ resolveWithObject: true });
  expect(painted.info).toMatchObject({ width: 300, height: 150, channels: 3 });
  // The same painted whole, and made small then.
  const whole = await sharp(svg, { unlimited: true }).flatten({ background: 'white' }).png().toBuffer();
  const small = await sharp(whole).resize(300, 150).raw().toBuffer();
  let difference = 0;
  painted.data.forEach((value, i) => (difference += Math.abs(value - small[i]!)));
  expect(difference / small.length).toBeLessThan(8);
  expect([...painted.data.subarray(0, 3)]).toEqual([255, 0, 0]);
});

test('a portrait that is not larger is painted as it is', async () => {
  const svg = drawing(await portraitOf(400), 400);
  const untouched = await sharp(svg, { unlimited: true }).flatten({ background: 'white' }).png().toBuffer();
  expect(Buffer.from(await svgToPng(svg, 400)).equals(untouched)).toBe(true);
});
