import { describe, expect, it } from 'vitest';
import { sidesOf } from '../../../src/geometry/labels/sides.ts';

type Placed = Parameters<typeof sidesOf>[0];

const part = (label: number, name: string, subjectSide: 'left' | 'right' | null, x: number, y: number): Placed => ({
  label,
  name,
  subjectSide,
  centroid: [x, y],
});
const nose = part(6, 'nose', null, 50, 40);
const mouth = part(7, 'lips', null, 50, 60);
const brows = [part(2, 'brow', 'right', 30, 12), part(3, 'brow', 'left', 70, 12)];
const RIGHT = { subjectSide: 'right', viewerSide: 'left' };
const LEFT = { subjectSide: 'left', viewerSide: 'right' };

describe('the sides of one of a pair that is drawn alone', () => {
  it('are those of its place beside nose and mouth, whatever side its name means', () => {
    for (const named of ['left', 'right'] as const) {
      const eye = part(4, 'eye', named, 30, 20);
      expect(sidesOf(eye, [eye, ...brows, nose, mouth])).toEqual(RIGHT);
      const ear = part(11, 'ear', named, 95, 30);
      expect(sidesOf(ear, [ear, ...brows, nose, mouth])).toEqual(LEFT);
    }
  });

  it('stay when the face is laid on its side', () => {
    const turned = [part(4, 'eye', 'left', 30, 20), ...brows, nose, mouth].map((region): Placed => {
      const [x, y] = region.centroid;
      return { ...region, centroid: [100 - y, x] };
    });
    expect(sidesOf(turned[0]!, turned)).toEqual(RIGHT);
  });

  it('are those of its name where nothing tells up from down, or it lies in the middle', () => {
    const eye = part(4, 'eye', 'left', 30, 20);
    expect(sidesOf(eye, [eye])).toEqual(LEFT);
    expect(sidesOf(eye, [eye, mouth])).toEqual(LEFT);
    const ear = part(11, 'ear', 'right', 51, 30);
    expect(sidesOf(ear, [ear, ...brows, nose, mouth])).toEqual(RIGHT);
  });
});

describe('a pair', () => {
  it('has the sides of its places, and a part of the middle has none', () => {
    const eyes = [part(4, 'eye', 'left', 30, 20), part(5, 'eye', 'right', 70, 20)];
    const all = [...eyes, nose, mouth];
    expect(all.map((region) => sidesOf(region, all))).toEqual([
      RIGHT,
      LEFT,
      { subjectSide: null, viewerSide: null },
      { subjectSide: null, viewerSide: null },
    ]);
  });
});
