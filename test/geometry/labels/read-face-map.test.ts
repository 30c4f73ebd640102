import { describe, expect, it } from 'vitest';
import type { GeometryError } from '../../../src/geometry/geometry-error.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { readFaceMap } from '../../../src/geometry/labels/read-face-map.ts';
import type { FaceMap } from '../../../src/geometry/labels/face-map.ts';
import type { FaceMapQuestion } from '../../../src/geometry/labels/face-map.ts';
import { type CaseName, shippedCase, shippedLabelMap } from '../support/case.ts';
import { quarterTurn } from '../support/label-grids.ts';
import { mirroredMap, relabel } from '../support/relabel.ts';

const LANDMARKS = { 'synth-plain': 'mediapipe-478', 'synth-holes': 'ibug-68' } as const;
type Drawn = keyof typeof LANDMARKS;

function read(name: Drawn, map: LabelMap, question: Partial<FaceMapQuestion> = {}): FaceMap {
  const { landmarks, portraitSize, trueRollDegrees } = shippedCase(name as CaseName);
  return readFaceMap(map, {
    face: { landmarks, portraitSize, landmarkSchema: LANDMARKS[name] },
    rollDegrees: trueRollDegrees, schema: null, background: [], fit: 'auto', which: 'landmarks', named: [], outline: false, ...question,
  });
}

const refused = (name: Drawn, map: LabelMap, question: Partial<FaceMapQuestion> = {}): string => {
  try {
    read(name, map, question);
  } catch (error) {
    expect(error).toMatchObject({ code: 'landmarks_do_not_match_map' });
    return (error as GeometryError).message;
  }
  return expect.fail('nothing was refused');
};
const codes = ({ warnings }: FaceMap): string[] => warnings.map(({ code }) => code);
const detail = ({ warnings }: FaceMap, wanted: string): string => warnings.find(({ code }) => code === wanted)?.detail ?? '';
const plain = shippedLabelMap('synth-plain');
const holes = shippedLabelMap('synth-holes');

/** The map in a frame of that size, its corner there. */
function framed({ width, height, ids }: LabelMap, frame: { width: number; height: number }, left: number, top: number): LabelMap {
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : ids[y * width + x]!);
  const all = Array.from({ length: frame.width * frame.height }, (_, i) => at((i % frame.width) - left, Math.floor(i / frame.width) - top));
  return { ...frame, ids: Uint8Array.from(all) };
}

describe('refused is a map', () => {
  it.each([
    ['turned by 180 degrees', (map: LabelMap) => quarterTurn(quarterTurn(map))],
    ['flipped upside down', (map: LabelMap) => mirroredMap(quarterTurn(quarterTurn(map)))],
    ['turned by 90 degrees clockwise', quarterTurn],
    ['turned by 90 degrees counterclockwise', (map: LabelMap) => quarterTurn(quarterTurn(quarterTurn(map)))],
    ['transposed, its rows written as columns', (map: LabelMap) => mirroredMap(quarterTurn(map))],
    ['transposed about the other diagonal', (map: LabelMap) => quarterTurn(mirroredMap(map))],
  ])('%s, by that name', (way, change) => {
    expect(refused('synth-plain', change(plain))).toContain(`if the map were not ${way}:`);
    expect(refused('synth-holes', change(holes))).toContain(`if the map were not ${way}:`);
  });

  it('with no landmark of an eye on an eye', () => {
    expect(refused('synth-holes', framed(holes, holes, 36, 0))).toContain('Do both belong to this portrait');
  });

  it('laid on the portrait by another fit than stated, with the one that would match', () => {
    const padded = framed(plain, { width: 440, height: 440 }, 40, 0);
    expect(refused('synth-plain', padded, { fit: 'corner' })).toMatch(/options\.labels\.fit contain instead of corner/);
  });

  it('that holds nothing but what is called background', () => {
    expect(() => read('synth-plain', relabel(plain, (id) => (id === 0 ? 0 : 9)), { background: [9] })).toThrow(/nothing but background/);
  });
});

describe('a schema is kept', () => {
  it.each([
    ['both eyes missing', (id: number) => (id === 4 || id === 5 ? 1 : id)],
    ['the nose missing', (id: number) => (id === 6 ? 1 : id)],
    ['nose and mouth missing, as under a mask', (id: number) => ([6, 7, 8, 9].includes(id) ? 1 : id)],
  ])('with %s: what is missing says nothing', (_, change) => {
    const found = read('synth-plain', relabel(plain, change));
    expect(found.finding).toMatchObject({ schema: 'lapa-11', against: [] });
    expect(found.finding.confidence).toBeGreaterThan(0.5);
    expect(codes(found)).toEqual([]);
  });

  it('with both of each pair under one label, which have no side then', () => {
    const twins = relabel(holes, (id) => ({ 3: 2, 5: 4, 8: 7 })[id] ?? id);
    const found = read('synth-holes', twins);
    expect(found.finding.schema).toBe('bisenet-19');
    expect(found.finding.against).toEqual(['label 2 (brow) has both of a pair', 'label 4 (eye) has both of a pair', 'label 7 (ear) has both of a pair']);
    expect(found.sides).toMatchObject({ 2: null, 4: null, 7: null });
    expect(codes(found)).toEqual(['label_schema_uncertain']);
  });

  it('with a part elsewhere, and says which', () => {
    const ids = relabel(plain, (id) => (id === 3 ? 1 : id)).ids.slice();
    plain.ids.forEach((id, i) => {
      if (id === 3) ids[i + 170 * plain.width] = 3;
    });
    const found = read('synth-plain', { ...plain, ids });
    expect(found.finding).toMatchObject({ schema: 'lapa-11' });
    expect(found.finding.against[0]).toBe('label 3 (brow) lies elsewhere');
    expect(found.finding.confidence).toBeLessThan(0.5);
  });
});

describe('no schema is found, and the warning says what would explain it, of', () => {
  it.each([
    ['a background of another number', (id: number) => (id === 0 ? 255 : id), /without label 255 this is lapa-11/],
    ['labels more by one', (id: number) => id + 1, /less 1, its labels are those of lapa-11/],
    ['labels spread over the gray scale', (id: number) => Math.floor(25.5 * id), /25\.5 apart.*divided by 25\.5 they are lapa-11/],
    ['one region', (id: number) => (id === 10 ? 255 : 0), /options\.labels\.merge \{"hair": \[255\]\} gives it a name/],
  ])('%s', (_, change, says) => {
    expect(detail(read('synth-plain', relabel(plain, change)), 'label_schema_unknown')).toMatch(says);
  });

  it('parts whose numbers are exchanged', () => {
    const exchanged = relabel(plain, (id) => ({ 6: 10, 10: 6 })[id] ?? id);
    expect(read('synth-plain', exchanged).finding.schema).toBe('unknown');
  });

  it('nothing where the one region has a name', () => {
    const mask = relabel(plain, (id) => (id === 10 ? 255 : 0));
    expect(codes(read('synth-plain', mask, { named: [255] }))).toEqual([]);
  });
});

describe('a map of another shape', () => {
  const square = { width: 440, height: 440 };

  it.each([['contain', 40], ['corner', 0]] as const)('is found to be padded (%s)', (fit, left) => {
    const found = read('synth-plain', framed(plain, square, left, 0));
    expect(found.finding).toMatchObject({ schema: 'lapa-11', fit, landmarkShare: { eye: 1, nose: 1, lip: 1 } });
    expect(codes(found)).toEqual(['label_map_fit']);
  });

  it('is stretched without a word where the landmarks say so', () => {
    const stretched = { ...square, ids: Uint8Array.from({ length: 440 * 440 }, (_, i) => plain.ids[Math.floor(i / 440) * plain.width + Math.floor(((i % 440) * plain.width) / 440)]!) };
    const found = read('synth-plain', stretched);
    expect([found.finding.fit, ...codes(found)]).toEqual(['stretch']);
  });
});

describe('of two faces', () => {
  const both = framed(plain, { width: 2 * plain.width, height: plain.height }, 0, 0);
  const other = framed(plain, both, plain.width, 0);
  const two: LabelMap = { ...both, ids: both.ids.map((id, i) => id || other.ids[i]!) };
  const { landmarks, portraitSize: { width, height } } = shippedCase('synth-plain');
  const face = { landmarks, landmarkSchema: 'mediapipe-478' as const, portraitSize: { width: 2 * width, height } };

  it('the one that the landmarks mean is left', () => {
    const found = read('synth-plain', two, { face });
    expect(found.map.ids).toEqual(both.ids);
    expect(found.finding).toMatchObject({ schema: 'lapa-11', confidence: 1 });
    expect(codes(found)).toEqual(['several_faces']);
  });

  it('all are, where all are wanted', () => {
    const found = read('synth-plain', two, { face, which: 'all' });
    expect(found.map).toBe(two);
    expect(codes(found)).toEqual(['several_faces']);
  });
});

describe('void', () => {
  it('around the regions is background, pixel for pixel', () => {
    const found = read('synth-plain', relabel(plain, (id) => (id === 0 ? 255 : id)), { background: [255] });
    expect(found.map.ids).toEqual(plain.ids);
    expect(codes(found)).toEqual([]);
  });

  it('between regions goes to its neighbours', () => {
    const { width, height, ids } = plain;
    const outlined = ids.map((id, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return (x + 1 < width && ids[i + 1] !== id) || (y + 1 < height && ids[i + width] !== id) ? 255 : id;
    });
    const found = read('synth-plain', { ...plain, ids: outlined }, { background: [255] });
    expect(found.finding).toMatchObject({ schema: 'lapa-11', confidence: 1 });
    expect(found.labels).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const wrong = [...found.map.ids].filter((id, i) => id !== ids[i]).length;
    expect(wrong).toBeLessThan(0.5 * [...outlined].filter((id) => id === 255).length);
  });
});

it('a blended map is told, with the labels that are nothing but seams, and keeps its schema', () => {
  const { width, height, ids } = holes;
  const at = (x: number, y: number): number => ids[Math.min(height - 1, y) * width + Math.min(width - 1, x)]!;
  // Each pixel the mean of four, as halving with interpolation gives.
  const half = { width: width >> 1, height: height >> 1 };
  const blended = Uint8Array.from({ length: half.width * half.height }, (_, i) => {
    const [x, y] = [2 * (i % half.width) + 1, 2 * Math.floor(i / half.width) + 1];
    return Math.round((at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4);
  });
  const found = read('synth-holes', { ...half, ids: blended });
  expect(found.finding.schema).toBe('bisenet-19');
  expect(detail(found, 'label_map_blended')).toMatch(/Labels .*6.*are nothing but such seams/);
  expect(found.map.ids).toEqual(blended);
  expect(codes(read('synth-holes', holes))).toEqual([]);
});
