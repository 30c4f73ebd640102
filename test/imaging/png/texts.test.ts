import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withoutTexts } from '../../../src/imaging/png/texts.ts';
import { chunk } from '../../support/png.ts';

const picture = sharp({ create: { width: 3, height: 2, channels: 3, background: 'teal' } });
const texts = [chunk('tEXt', Buffer.from('a\0b')), chunk('zTXt', Buffer.from('a\0\0x')), chunk('iTXt', Buffer.from('a\0\0\0\0\0b'))];
const HEADER = 33;

test('texts go, wherever they stand, and all else stays', async () => {
  const plain = await picture.png().toBuffer();
  const behind = plain.length - chunk('IEND').length;
  const full = Buffer.concat([plain.subarray(0, HEADER), ...texts, plain.subarray(HEADER, behind), ...texts, plain.subarray(behind)]);
  expect(Buffer.from(withoutTexts(full)).equals(plain)).toBe(true);
  expect(withoutTexts(plain)).toBe(plain);
});

test('what is damaged stays: a text longer than the file, half a chunk, another file', async () => {
  const plain = await picture.png().toBuffer();
  const jpeg = await picture.jpeg().toBuffer();
  const endless = Buffer.concat([plain.subarray(0, HEADER), Buffer.from('ffffffff74455874', 'hex'), plain.subarray(HEADER)]);
  for (const bytes of [endless, plain.subarray(0, HEADER + 5), plain.subarray(0, 8), jpeg, Buffer.alloc(0)]) {
    expect(withoutTexts(bytes)).toBe(bytes);
  }
});
