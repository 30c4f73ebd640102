import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Style } from '../../../src/geometry/drawing/style.ts';
import type { Drawing } from '../../../src/geometry/drawing/drawing.ts';
import { drawSvg } from '../../../src/geometry/drawing/svg.ts';
import { grid } from '../support/label-grids.ts';
import { drawingOf } from './drawings.ts';

/** Two regions with a border from top to bottom, on nothing. */
const HALVES = grid(...Array.from({ length: 40 }, () => 'a'.repeat(20) + 'b'.repeat(20)));
const ANGLES = [0, 7, 45, 61];

type Pixel = readonly number[];

/** Rows about the middle, where nothing is but both regions, as librsvg paints them on a ground. */
async function paint(svg: string, ground: string, scale = 1): Promise<Pixel[][]> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * scale })
    .flatten({ background: ground })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const inner = { from: Math.ceil(info.width * 0.35), to: Math.floor(info.width * 0.65) };
  return Array.from({ length: inner.to - inner.from }, (_, j) =>
    Array.from({ length: inner.to - inner.from }, (_unused, i) => {
      const at = 3 * ((inner.from + j) * info.width + inner.from + i);
      return [data[at]!, data[at + 1]!, data[at + 2]!];
    }),
  );
}

/** By how much the pixels leave the range between two colours, in any channel, at most. */
function mostOutside(rows: readonly Pixel[][], a: Pixel, b: Pixel): number {
  let most = 0;
  for (const pixel of rows.flat()) {
    for (const [channel, value] of pixel.entries()) {
      most = Math.max(most, value - Math.max(a[channel]!, b[channel]!), Math.min(a[channel]!, b[channel]!) - value);
    }
  }
  return most;
}

function mix(colour: Pixel, ground: Pixel, opacity: number): Pixel {
  return colour.map((value, i) => value * opacity + ground[i]! * (1 - opacity));
}

function filled(angle: number, style: Partial<Style>): Drawing {
  return { ...drawingOf(HALVES, { turnedBy: angle }), style: { strokeWidth: 0, regions: {}, ...style } };
}

const RED: Pixel = [255, 0, 0];
const BLUE: Pixel = [0, 0, 255];
const GROUNDS = [['#ffffff', [255, 255, 255]], ['#000000', [0, 0, 0]], ['#00ff00', [0, 255, 0]]] as const;
/** Rounding of the renderer, twice. */
const ROUNDING = 2;

describe('no hairline of the ground between neighbours', () => {
  it('is a check that sees one: two edges side by side, without what keeps the ground away', async () => {
    const bare = drawSvg(filled(7, { fillOpacity: 1, regions: { '1': { fill: '#ff0000' }, '2': { fill: '#0000ff' } } })).replace(/<path stroke=[^>]*>/g, '');
    expect(mostOutside(await paint(bare, '#00ff00'), RED, BLUE)).toBeGreaterThan(20);
  });

  for (const [opacityOfOne, opacityOfOther] of [[1, 1], [0.25, 0.25], [0.6, 0.6], [0.25, 0.8], [1, 0.4], [1, 0.9]] as const) {
    it(`at opacities ${opacityOfOne} and ${opacityOfOther}`, async () => {
      const regions = { '1': { fill: '#ff0000', fillOpacity: opacityOfOne }, '2': { fill: '#0000ff', fillOpacity: opacityOfOther } };
      for (const angle of ANGLES) {
        const svg = drawSvg(filled(angle, { regions }));
        for (const [name, ground] of GROUNDS) {
          for (const scale of [0.5, 1, 2.3]) {
            const rows = await paint(svg, name, scale);
            const [one, other] = [mix(RED, ground, opacityOfOne), mix(BLUE, ground, opacityOfOther)];
            expect(mostOutside(rows, one, other)).toBeLessThanOrEqual(ROUNDING);
            expect(mostOutside([rows[0]!.slice(0, 1)], one, one)).toBeLessThanOrEqual(ROUNDING);
            expect(mostOutside([rows.at(-1)!.slice(-1)], other, other)).toBeLessThanOrEqual(ROUNDING);
          }
        }
      }
    });
  }

  it('where three meet', async () => {
    const three = grid(...Array.from({ length: 40 }, (_, y) => (y < 20 ? 'a'.repeat(20) + 'b'.repeat(20) : 'c'.repeat(40))));
    const white = { fill: '#ffffff', fillOpacity: 1 };
    for (const angle of ANGLES) {
      const drawing = { ...drawingOf(three, { turnedBy: angle }), style: { strokeWidth: 0, regions: { '1': white, '2': white, '3': white } } };
      expect(mostOutside(await paint(drawSvg(drawing), '#000000'), [255, 255, 255], [255, 255, 255])).toBeLessThanOrEqual(ROUNDING);
    }
  });

  it('does not reach beyond the regions', async () => {
    const corner = grid(...Array.from({ length: 40 }, (_, y) => (y < 20 ? 'a'.repeat(20) + 'b'.repeat(20) : '.'.repeat(40))));
    const regions = { '1': { fill: '#ff0000', fillOpacity: 1 }, '2': { fill: '#0000ff', fillOpacity: 1 } };
    const rows = await paint(drawSvg({ ...drawingOf(corner), style: { strokeWidth: 0, regions } }), '#ffffff');
    expect(mostOutside(rows.slice(rows.length / 2), [255, 255, 255], [255, 255, 255])).toBe(0);
  });
});

describe('no notch where solid borders meet', () => {
  it.each(ANGLES.slice(1))('three regions about a point, turned by %d degrees', async (angle) => {
    const thirds = grid(...Array.from({ length: 40 }, (_, j) => Array.from({ length: 40 }, (_unused, i) => third(i - 19.5, j - 19.5)).join('')));
    const style = { fillOpacity: 0, stroke: '#000000', strokeWidth: 10, dash: null, regions: {} };
    const rows = await paint(drawSvg({ ...drawingOf(thirds, { turnedBy: angle, tolerancePx: 0.5 }), style }), '#ffffff', 4);
    const middle = rows.length / 2;
    // The lines are 40 pixels wide here; the point may lie one or two beside the middle.
    const near = rows.flatMap((row, j) => row.filter((_, i) => Math.hypot(i + 0.5 - middle, j + 0.5 - middle) < 14));
    expect(near.length).toBeGreaterThan(500);
    expect(Math.max(...near.map(([value]) => value!))).toBe(0);
  });

  const third = (x: number, y: number) => 'abc'[Math.floor(((Math.atan2(y, x) + Math.PI) / (2 * Math.PI)) * 2.999)]!;
});

describe('dashes', () => {
  it('stay dashes on a border between two regions', async () => {
    const style = { fillOpacity: 0, stroke: '#000000', strokeWidth: 1, dash: '3 3', regions: {} };
    const rows = await paint(drawSvg({ ...drawingOf(HALVES), style }), '#ffffff', 4);
    const along = rows.map((row) => Math.min(...row.map(([value]) => value!)));
    expect(along.filter((value) => value === 0).length / along.length).toBeCloseTo(0.5, 0);
    expect(along.filter((value) => value === 255).length).toBeGreaterThan(along.length * 0.3);
    expect(along.filter((value) => value === 0).length).toBeGreaterThan(along.length * 0.3);
  });
});
