import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { countLabels, type LabelMap } from '../../src/geometry/lattice/label-map.ts';
import { loadOpenCv, type OpenCv } from '../../src/imaging/open-cv.ts';
import { presmooth } from '../../src/imaging/presmooth.ts';
import { floodParts } from '../support/flood-fill.ts';
import { refusal } from '../support/refusal.ts';

let cv: OpenCv;
beforeAll(async () => {
  ({ cv } = await loadOpenCv());
});

/** Rows of digits, one a pixel. */
function grid(...rows: string[]): LabelMap {
  return { width: rows[0]!.length, height: rows.length, ids: Uint8Array.from(rows.join(''), Number) };
}

function rowsOf({ width, ids }: LabelMap): string[] {
  return Array.from(ids).join('').match(new RegExp(`.{${width}}`, 'g')) ?? [];
}

/** What presmooth is to do, written down as plainly as it can be. */
function plainly(map: LabelMap, sigmaPx: number): LabelMap {
  const { width, height, ids } = map;
  const labels = [...countLabels(map).keys()];
  const radius = Math.ceil(3 * sigmaPx);
  const weight = (d: number) => Math.round(65_536 * Math.exp((-d * d) / (2 * sigmaPx * sigmaPx)));
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  const smooth = ids.map((own, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const strengths = new Map(labels.map((label) => [label, 0]));
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const label = ids[clamp(y + dy, height) * width + clamp(x + dx, width)]!;
        strengths.set(label, strengths.get(label)! + weight(dx) * weight(dy));
      }
    }
    const most = Math.max(...strengths.values());
    return strengths.get(own) === most ? own : labels.find((label) => strengths.get(label) === most)!;
  });
  for (;;) {
    const lost = labels.find((label) => !smooth.includes(label));
    if (lost === undefined) return { width, height, ids: smooth };
    const parts = floodParts(map).filter(({ label }) => label === lost);
    const most = Math.max(...parts.map(({ pixels }) => pixels.length));
    for (const { pixels } of parts) if (pixels.length === most) for (const pixel of pixels) smooth[pixel] = lost;
  }
}

function quarterTurn({ width, height, ids }: LabelMap): LabelMap {
  const turned = ids.slice();
  for (let i = 0; i < ids.length; i++) turned[(i % width) * height + height - 1 - Math.floor(i / width)] = ids[i]!;
  return { width: height, height: width, ids: turned };
}

/** Noise, blobs and stripes of up to seven labels, some above 255. */
const maps = fc
  .record({
    width: fc.integer({ min: 1, max: 26 }),
    height: fc.integer({ min: 1, max: 26 }),
    kind: fc.constantFrom('noise', 'stripes', 'blobs', 'speckled blobs'),
    labels: fc.integer({ min: 1, max: 7 }),
    wide: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ width, height, kind, labels, wide, seed }): LabelMap => {
    const random = (n: number) => Math.imul(Math.imul(n ^ seed, 0x9e3779b1) ^ (n >> 3), 0x85ebca6b) >>> 9;
    const label = (x: number, y: number) => {
      if (kind === 'stripes') return Math.floor((x + 2 * y) / 5) % labels;
      if (kind === 'noise' || (kind === 'speckled blobs' && random(x * 89 + y) % 5 === 0)) return random(x + 97 * y) % labels;
      return random(Math.floor(x / 6) + 31 * Math.floor(y / 6)) % labels;
    };
    const ids = Array.from({ length: width * height }, (_, i) => label(i % width, Math.floor(i / width)) * (wide ? 300 : 1));
    return { width, height, ids: wide ? Uint16Array.from(ids) : Uint8Array.from(ids) };
  });
const sigmas = fc.constantFrom(0.1, 0.5, 0.8, 1, 1.7, 3, 9);

describe('smoothing', () => {
  test('by more than could end soon is refused', async () => {
    const side = 1200;
    const ids = Uint8Array.from({ length: side * side }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24);
    const { code, message } = await refusal(() => presmooth(cv, { width: side, height: side, ids }, 16));
    expect(code).toBe('invalid_option');
    expect(message).toMatch(/presmooth_px/);
  });

  test('drops specks, closes pits and leaves straight borders', () => {
    const map = grid('00000000', '02000000', '00001111', '00001111', '00001101', '00001111', '00001111', '02201111', '02201111');
    expect(rowsOf(presmooth(cv, map, 0.8).map)).toEqual([
      '00000000',
      '00000000',
      '00001111',
      '00001111',
      '00001111',
      '00001111',
      '00001111',
      '02201111',
      '02201111',
    ]);
    expect(presmooth(cv, map, 0.8).changed).toBe(2);
  });

  test('rounds corners, the more the wider it is', () => {
    const map = grid(...Array.from({ length: 20 }, (_, y) => (y < 8 ? '0'.repeat(20) : '0'.repeat(8) + '1'.repeat(12))));
    const [fine, coarse] = [1, 3].map((sigmaPx) => presmooth(cv, map, sigmaPx).changed);
    expect(fine).toBeGreaterThan(0);
    expect(coarse).toBeGreaterThan(fine!);
  });

  test('does not let the frame lose to what is outside of it: strips along it stay', () => {
    const map = grid(...Array.from({ length: 12 }, () => '100000000002'));
    expect(presmooth(cv, map, 3).map).toBe(map);
  });

  test('of none gives the map itself, as does one that changes nothing', () => {
    const noisy = grid('0101', '1010');
    expect(presmooth(cv, noisy, 0)).toEqual({ map: noisy, changed: 0 });
    expect(presmooth(cv, noisy, 0).map).toBe(noisy);
    const plain = grid('0011', '0011');
    expect(presmooth(cv, plain, 2).map).toBe(plain);
    expect(presmooth(cv, grid('7'), 16)).toMatchObject({ changed: 0 });
    expect(presmooth(cv, noisy, Number.MIN_VALUE).map).toBe(noisy);
  });

  test('keeps of a label that would vanish the largest part, and all that are equally large', () => {
    const map = grid('00000000', '05000550', '00000000', '00000000', '05500000', '00000000');
    expect(rowsOf(presmooth(cv, map, 2).map)).toEqual(['00000000', '00000550', '00000000', '00000000', '05500000', '00000000']);
  });

  test('leaves the map that it is given as it was', () => {
    const map = grid('000', '010', '000');
    const before = map.ids.slice();
    presmooth(cv, { ...map, ids: Buffer.from(map.ids) }, 1);
    presmooth(cv, map, 1);
    expect(map.ids).toEqual(before);
  });
});

describe('for any map', () => {
  test('the result is that of the rule written down plainly', () => {
    fc.assert(
      fc.property(maps, sigmas, (map, sigmaPx) => {
        const { map: smooth, changed } = presmooth(cv, map, sigmaPx);
        expect(smooth).toEqual(plainly(map, sigmaPx));
        expect(changed).toBe(map.ids.filter((id, i) => id !== smooth.ids[i]).length);
      }),
      { numRuns: 300 },
    );
  });

  test('no label is lost and none is made', () => {
    fc.assert(
      fc.property(maps, sigmas, (map, sigmaPx) => {
        expect([...countLabels(presmooth(cv, map, sigmaPx).map).keys()]).toEqual([...countLabels(map).keys()]);
      }),
      { numRuns: 300 },
    );
  });

  test('a quarter turn of the map is a quarter turn of the result, pixel by pixel', () => {
    fc.assert(
      fc.property(maps, sigmas, (map, sigmaPx) => {
        expect(presmooth(cv, quarterTurn(map), sigmaPx).map).toEqual(quarterTurn(presmooth(cv, map, sigmaPx).map));
      }),
      { numRuns: 600, examples: [[grid('12121'), 1]] },
    );
  });

  test('other numbers for the labels, in the same order, give the same result', () => {
    fc.assert(
      fc.property(maps, sigmas, (map, sigmaPx) => {
        const renamed = { ...map, ids: Uint16Array.from(map.ids, (id) => id + 17) };
        expect([...presmooth(cv, renamed, sigmaPx).map.ids]).toEqual([...presmooth(cv, map, sigmaPx).map.ids].map((id) => id + 17));
      }),
    );
  });
});

test('tiles leave no seam: a map of many of them is what one piece of it is', () => {
  const [width, height] = [300, 290];
  const label = (x: number, y: number) => Math.floor((Math.hypot(x - 150, y - 140) + 8 * Math.sin(x / 7) + ((x * 7 + y * 13) % 5)) / 21) % 4;
  const ids = Uint8Array.from({ length: width * height }, (_, i) => label(i % width, Math.floor(i / width)));
  const whole = presmooth(cv, { width, height, ids }, 2).map;
  // Around the corner where four tiles meet, at 128: farther from its own sides than the blur reaches, a piece of the map.
  const [left, top, side, margin] = [100, 100, 60, 6];
  const piece = Uint8Array.from({ length: side * side }, (_, i) => ids[(top + Math.floor(i / side)) * width + left + (i % side)]!);
  const smooth = presmooth(cv, { width: side, height: side, ids: piece }, 2).map;
  for (let y = margin; y < side - margin; y++) {
    const row = (top + y) * width + left;
    const inWhole = whole.ids.subarray(row + margin, row + side - margin);
    expect(smooth.ids.subarray(y * side + margin, (y + 1) * side - margin), `row ${y}`).toEqual(inWhole);
  }
});
