import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { FrontalError } from '../../../src/contract/errors.ts';
import { LABEL_PALETTES } from '../../../src/contract/names.ts';
import { decodeLabelMap } from '../../../src/imaging/decode-label-map.ts';
import { decodePortrait } from '../../../src/imaging/decode-portrait.ts';
import { checkPortraitHeader } from '../../../src/imaging/header.ts';
import { withoutTexts } from '../../../src/imaging/png/texts.ts';
import { changedBytes, rightChecksums } from '../changed-bytes.ts';
import { SMALL_PICTURES } from '../small-pictures.ts';
import { somePng } from '../some-png.ts';
import type { Target } from '../target.ts';

const LIMITS = { maxBytes: 1_000_000, maxPixels: 250_000 };
const isRefusal = (error: unknown) => error instanceof FrontalError && error.code !== 'internal';

const shippedMap = readFileSync('fixtures/synth-plain/map.png');
const png = fc.oneof(somePng, fc.constant(shippedMap));
const changedPng = fc.oneof(somePng, changedBytes(png), changedBytes(png).map(rightChecksums));
const anyPicture = fc.oneof(changedPng, changedBytes(fc.constantFrom(...Object.values(SMALL_PICTURES))));

export const labelMapReader: Target<[bytes: Buffer, palette: (typeof LABEL_PALETTES)[number] | null]> = {
  name: 'label map',
  inputs: fc.tuple(changedPng, fc.constantFrom(null, null, ...LABEL_PALETTES)),
  read([bytes, palette]) {
    const { width, height, ids } = decodeLabelMap(bytes, LIMITS, palette);
    ok(width * height <= LIMITS.maxPixels);
    deepStrictEqual(ids.length, width * height);
  },
  isRefusal,
};

export const headerReader: Target<Buffer> = {
  name: 'header of a portrait',
  inputs: anyPicture,
  async read(bytes) {
    const { width, height, orientation } = await checkPortraitHeader(bytes, LIMITS);
    ok(width > 0 && height > 0 && width * height <= LIMITS.maxPixels);
    ok(orientation >= 1 && orientation <= 8, `orientation ${orientation}`);
  },
  isRefusal,
};

export const portraitReader: Target<Buffer> = {
  name: 'portrait',
  inputs: anyPicture,
  async read(bytes) {
    const header = await checkPortraitHeader(bytes, LIMITS);
    const { width, height, data } = await decodePortrait(bytes, LIMITS);
    deepStrictEqual([width, height, data.length], [header.width, header.height, width * height * 3]);
  },
  isRefusal,
};

export const textRemover: Target<Buffer> = {
  name: 'texts of a PNG',
  inputs: anyPicture,
  read(bytes) {
    const without = withoutTexts(bytes);
    ok(without.length <= bytes.length);
    deepStrictEqual(withoutTexts(without).length, without.length);
  },
  isRefusal: () => false,
};
