import type { LabelSchemaName } from '../../../src/contract/names.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { labelBlobs } from '../../../src/geometry/labels/label-blobs.ts';
import type { PartName, SubjectSide } from '../../../src/geometry/labels/label-schema.ts';
import { LABEL_SCHEMA_TABLES } from '../../../src/geometry/labels/label-schemas.ts';
import { shippedLabelMap } from './case.ts';

export function relabel({ width, height, ids }: LabelMap, newId: (id: number) => number): LabelMap {
  const table = Array.from({ length: 256 }, (_, id) => newId(id));
  return { width, height, ids: ids.map((id) => table[id]!) };
}

export function mirroredMap({ width, height, ids }: LabelMap): LabelMap {
  return { width, height, ids: ids.map((_, i) => ids[i - (i % width) + width - 1 - (i % width)]!) };
}

/** What comes to lie outside is cut off, what comes in is background. */
export function shiftedMap({ width, height, ids }: LabelMap, dx: number, dy: number): LabelMap {
  const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : ids[y * width + x]!);
  return { width, height, ids: ids.map((_, i) => at((i % width) - dx, Math.floor(i / width) - dy)) };
}

/** The map in a square of so many pixels, each the label at its middle. */
export function coarseMap({ width, height, ids }: LabelMap, side: number): LabelMap {
  const at = (i: number, of: number): number => Math.floor(((i + 0.5) * of) / side);
  const coarse = Uint8Array.from({ length: side * side }, (_, i) => {
    return ids[at(Math.floor(i / side), height) * width + at(i % side, width)]!;
  });
  return { width: side, height: side, ids: coarse };
}

/** Names that a schema without the part gives its pixels; what none of them tells is skin. */
const COARSER: Partial<Record<PartName, readonly PartName[]>> = {
  upper_lip: ['lips'],
  lower_lip: ['lips'],
  inner_mouth: ['teeth', 'lips'],
  hair: ['person'],
  hat: ['person', 'accessory'],
  neck: ['body_skin', 'person'],
  clothes: ['person'],
  ear: ['person'],
};

/** The same parts in the ids of another schema. */
export function translate(map: LabelMap, from: LabelSchemaName, to: LabelSchemaName): LabelMap {
  return relabel(map, (id) => {
    const part = LABEL_SCHEMA_TABLES[from].parts.get(id);
    if (part === undefined) return id === 0 ? 0 : labelOf(to, 'skin')!;
    const names = [part.name, ...(COARSER[part.name] ?? []), 'skin' as const];
    return names.map((name) => labelOf(to, name, part.subjectSide) ?? labelOf(to, name)).find((label) => label !== undefined)!;
  });
}

export function labelOf(schema: LabelSchemaName, wanted: PartName, side: SubjectSide | null = null): number | undefined {
  const found = [...LABEL_SCHEMA_TABLES[schema].parts].find(([, { name, subjectSide }]) => name === wanted && subjectSide === side);
  return found?.[0];
}

/** `synth-holes` with a hat, earrings and a necklace, in the ids of a schema. Hair, ears, neck and clothes it has. */
export function dressedMap(schema: LabelSchemaName): LabelMap {
  const map = shippedLabelMap('synth-holes');
  const place = inEyeDistances(map);
  const ids = map.ids.map((id, i) => {
    const [across, down] = place(i);
    if ((id === 17 || id === 0) && down < -0.95 && down > -1.9 && Math.abs(across) < 1.1) return 18;
    if (Math.hypot(Math.abs(across) - 1.15, down - 0.75) < 0.08) return 9;
    return id === 14 && down > 2.05 && down < 2.15 ? 15 : id;
  });
  return translate({ ...map, ids }, 'bisenet-19', schema);
}

/** A map of `synth-holes` with glasses: frames around the eyes, or dark ones that hide them. */
export function withGlasses(map: LabelMap, schema: LabelSchemaName, kind: 'frames' | 'dark'): LabelMap {
  const glasses = labelOf(schema, 'glasses');
  if (glasses === undefined) throw new RangeError(`${schema} knows no glasses`);
  const place = inEyeDistances(shippedLabelMap('synth-holes'));
  const ids = map.ids.map((id, i) => {
    const [across, down] = place(i);
    const radius = Math.hypot(Math.abs(across) - 0.5, down);
    return radius < 0.38 && (kind === 'dark' || radius > 0.3) ? glasses : id;
  });
  return { ...map, ids };
}

/** Of a pixel's place in `synth-holes`: across and down from the middle of the eyes, in distances between the eyes. */
function inEyeDistances(map: LabelMap): (i: number) => Point {
  const blobs = labelBlobs(map);
  const [a, b] = [4, 5].map((label) => blobs.get(label)!.centroid) as [Point, Point];
  const [left, right] = a[0] < b[0] ? [a, b] : [b, a];
  const [cx, cy] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  const [ux, uy] = [right[0] - left[0], right[1] - left[1]];
  const squared = ux * ux + uy * uy;
  return (i) => {
    const [x, y] = [(i % map.width) + 0.5 - cx, Math.floor(i / map.width) + 0.5 - cy];
    return [(x * ux + y * uy) / squared, (y * ux - x * uy) / squared];
  };
}
