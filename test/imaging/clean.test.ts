import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { countLabels, type LabelMap } from '../../src/geometry/lattice/label-map.ts';
import { clean } from '../../src/imaging/clean.ts';
import { connectedParts } from '../../src/imaging/connected-parts.ts';
import { loadOpenCv, type OpenCv } from '../../src/imaging/open-cv.ts';
import { quarterTurn } from '../geometry/support/label-grids.ts';
import { cleanByFlooding, floodParts } from '../support/flood-fill.ts';

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

const cleaned = (map: LabelMap, minPartPx: number) => {
  const { map: result, report } = clean(cv, map, minPartPx);
  return { rows: rowsOf(result), parts: report.parts, pixels: report.pixels, dropped: [...report.droppedByLabel] };
};

describe('small parts', () => {
  test('go to the neighbour with the longest common border', () => {
    expect(cleaned(grid('111122', '111322', '111122', '333322'), 4)).toEqual({
      rows: ['111122', '111122', '111122', '333322'],
      parts: 1,
      pixels: 1,
      dropped: [[3, 1]],
    });
  });

  test('go to the label with more pixels if two borders are equally long', () => {
    expect(cleaned(grid('1119222', '1119222', '4444442', '9999444'), 4).rows).toEqual([
      '1112222',
      '1112222',
      '4444442',
      '9999444',
    ]);
  });

  test('that border on one another alone wait for those that border on more', () => {
    expect(cleaned(grid('111111', '123231', '132321', '111111', '222233', '222233'), 4)).toMatchObject({
      rows: ['111111', '111111', '111111', '111111', '222233', '222233'],
      parts: 8,
    });
  });

  test('go to the smaller label if the labels have as many pixels, too', () => {
    expect(cleaned(grid('1119222', '1119222', '4444444', '9999444'), 4).rows).toEqual([
      '1111222',
      '1111222',
      '4444444',
      '9999444',
    ]);
  });

  test('may go to the background, and be of it', () => {
    expect(cleaned(grid('00000', '01000', '00000', '11111', '10111', '11111'), 2)).toEqual({
      rows: ['00000', '00000', '00000', '11111', '11111', '11111'],
      parts: 2,
      pixels: 2,
      dropped: [
        [0, 1],
        [1, 1],
      ],
    });
  });

  test('touch along edges: corners alone do not join them', () => {
    expect(cleaned(grid('1000', '0100', '0010', '1111'), 2).rows).toEqual(['0000', '0000', '0010', '1111']);
  });

  test('of exactly the limit stay', () => {
    const map = grid('00000', '01100', '00000', '11111');
    expect(clean(cv, map, 2).map).toBe(map);
    expect(cleaned(map, 3).rows).toEqual(['00000', '00000', '00000', '11111']);
  });

  test('that meet become one part and stay if it is large enough', () => {
    expect(cleaned(grid('8888888', '8223228', '8888888', '2222222', '2222222', '3333333'), 5)).toEqual({
      rows: ['8888888', '8222228', '8888888', '2222222', '2222222', '3333333'],
      parts: 1,
      pixels: 1,
      dropped: [[3, 1]],
    });
  });
});

describe('a region never vanishes', () => {
  test('it keeps its largest part, and all that are equally large', () => {
    expect(cleaned(grid('00000', '03000', '00330', '00000', '33000'), 4)).toEqual({
      rows: ['00000', '00000', '00330', '00000', '33000'],
      parts: 1,
      pixels: 1,
      dropped: [[3, 1]],
    });
  });

  test('but keeps none that is small once another has grown', () => {
    expect(cleaned(grid('21321111'), 3)).toEqual({
      rows: ['22311111'],
      parts: 2,
      pixels: 2,
      dropped: [
        [1, 1],
        [2, 1],
      ],
    });
  });

  test('not even in a checkerboard of two labels, nor in a map of one pixel', () => {
    const { map } = clean(cv, grid('1212', '2121', '1212', '2121'), 4);
    expect([...countLabels(map).keys()]).toEqual([1, 2]);
    expect(cleaned(grid('7'), 4)).toMatchObject({ rows: ['7'], parts: 0 });
  });
});

describe('what there is to clean', () => {
  test('nothing: the map itself comes back, and is never written to', () => {
    const map = grid('0000', '0110', '0110', '0000');
    expect(clean(cv, map, 4).map).toBe(map);
    expect(clean(cv, grid('010', '000', '111'), 1).report).toEqual({ parts: 0, pixels: 0, droppedByLabel: new Map() });
    const speckled = grid('0000', '0100', '0000', '1111');
    clean(cv, { ...speckled, ids: Buffer.from(speckled.ids) }, 4);
    const before = speckled.ids.slice();
    expect(clean(cv, speckled, 4).report.parts).toBe(1);
    expect(speckled.ids).toEqual(before);
  });

  test('labels above 255 too', () => {
    const ids = Uint16Array.of(300, 300, 300, 300, 65535, 300, 300, 300, 300, 65535, 65535, 65535);
    const { map } = clean(cv, { width: 3, height: 4, ids }, 3);
    expect(map.ids).toEqual(Uint16Array.of(300, 300, 300, 300, 300, 300, 300, 300, 300, 65535, 65535, 65535));
  });
});

/** Noise, checkerboards, stripes and blobs, of few labels so that parts of all sizes come up. */
const maps = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    kind: fc.constantFrom('noise', 'checkerboard', 'stripes', 'blobs'),
    labels: fc.integer({ min: 1, max: 5 }),
    grain: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
  })
  .map(({ width, height, kind, labels, grain, seed }): LabelMap => {
    const random = (n: number) => Math.imul(n ^ seed, 0x9e3779b1) >>> 7;
    const label = (x: number, y: number) => {
      if (kind === 'checkerboard') return (Math.floor(x / grain) + Math.floor(y / grain)) % 2;
      if (kind === 'stripes') return Math.floor((x + y * grain) / grain) % labels;
      if (kind === 'blobs') return random(Math.floor(x / 4) + 31 * Math.floor(y / 4)) % labels;
      return random(x + 97 * y) % labels;
    };
    const noisy = (x: number, y: number) => (random(x * 89 + y) % 11 === 0 ? (label(x, y) + 1) % 6 : label(x, y));
    const ids = Uint8Array.from({ length: width * height }, (_, i) => noisy(i % width, Math.floor(i / width)));
    return { width, height, ids };
  });

describe('for any map', () => {
  test('OpenCV finds the parts and areas that a flood fill finds', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const flooded = floodParts(map).map(({ label, pixels }) => [label, pixels[0], pixels.length]);
        const whole = { left: 0, top: 0, right: map.width, bottom: map.height };
        const found = [...countLabels(map).keys()]
          .flatMap((label) => connectedParts(cv, map, label, [whole], Infinity))
          .map(({ label, seed, pixels }) => [label, seed, pixels]);
        expect(found.toSorted((a, b) => a[1]! - b[1]!)).toEqual(flooded);
      }),
      { numRuns: 200 },
    );
  });

  test('the result is that of the rule written down plainly', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 1, max: 30 }), (map, minPartPx) => {
        expect(rowsOf(clean(cv, map, minPartPx).map)).toEqual(rowsOf(cleanByFlooding(map, minPartPx)));
      }),
      { numRuns: 600 },
    );
  });

  test('neither the way it lies nor the numbers of its labels matter, as long as no two are equally good', () => {
    const size = { width: 60, height: 45 };
    const random = (n: number) => Math.imul(n ^ 0x51ed27, 0x9e3779b1) >>> 9;
    // Three labels of different sizes, with as many pixels of another label in them as there can be.
    const ids = Uint8Array.from({ length: size.width * size.height }, (_, i) => {
      const [x, y] = [i % size.width, Math.floor(i / size.width)];
      const label = x < 17 ? 1 : y < 20 ? 2 : 3;
      return (x + y) % 2 === 0 && random(i) % 3 === 0 ? (label % 3) + 1 : label;
    });
    const map = { ...size, ids };
    const once = clean(cv, map, 4).map;
    expect(once.ids).not.toEqual(map.ids);
    expect(clean(cv, quarterTurn(map), 4).map).toEqual(quarterTurn(once));
    expect(clean(cv, quarterTurn(quarterTurn(map)), 4).map).toEqual(quarterTurn(quarterTurn(once)));
    const renumbered = (given: LabelMap) => ({ ...given, ids: given.ids.map((id) => [0, 9, 4, 2][id]!) });
    expect(clean(cv, renumbered(map), 4).map).toEqual(renumbered(once));
  });

  test('a quarter turn of the map is a quarter turn of the result, pixel by pixel', () => {
    const twoBars = { width: 20, height: 20, ids: new Uint8Array(400) };
    for (const [x, y] of [[3, 4], [4, 4], [5, 4], [11, 13], [11, 14], [11, 15]] as const) twoBars.ids[20 * y + x] = 5;
    fc.assert(
      fc.property(maps, fc.integer({ min: 1, max: 30 }), (map, minPartPx) => {
        const { map: once, report } = clean(cv, map, minPartPx);
        const { map: turned, report: ofTurned } = clean(cv, quarterTurn(map), minPartPx);
        expect(rowsOf(turned)).toEqual(rowsOf(quarterTurn(once)));
        expect(ofTurned).toEqual(report);
      }),
      { numRuns: 600, examples: [[grid('21', '13'), 2], [twoBars, 4]] },
    );
  });

  test('no label is lost, small parts are left only where a label has none larger, and the report adds up', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 1, max: 30 }), (map, minPartPx) => {
        const { map: result, report } = clean(cv, map, minPartPx);
        const parts = floodParts(result);
        const small = parts.filter(({ pixels }) => pixels.length < minPartPx);
        expect([...countLabels(result).keys()]).toEqual([...countLabels(map).keys()]);
        for (const { label, pixels } of small) {
          const sizes = parts.filter((part) => part.label === label).map((part) => part.pixels.length);
          expect(new Set(sizes)).toEqual(new Set([pixels.length]));
        }
        const changed = map.ids.filter((id, i) => id !== result.ids[i]).length;
        expect(report.pixels).toBe(changed);
        expect([...report.droppedByLabel.values()].reduce((sum, n) => sum + n, 0)).toBe(report.parts);
      }),
      { numRuns: 300 },
    );
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 1, max: 30 }), (map, minPartPx) => {
        const once = clean(cv, map, minPartPx).map;
        expect(clean(cv, once, minPartPx).map).toBe(once);
      }),
    );
  });
});
