import type { LabelSchemaName } from '../../src/contract/names.ts';
import {
  type Affine,
  applyAffine,
  composeAffine,
  invertAffine,
  LABEL_SCHEMA_TABLES,
  type LabelMap,
  type PartName,
  type Point,
  rotationAbout,
  type Size,
  type SubjectSide,
} from '../../src/geometry/index.ts';
import type { Random } from './random.ts';

/** A face whose map has the labels of BiSeNet, and its landmarks. */
export interface GivenFace {
  readonly map: LabelMap;
  readonly landmarks: readonly Point[];
  readonly portraitSize: Size;
}

/** A map in the labels of one schema, and the landmarks on it in its own frame. */
export interface DrawnMap {
  readonly schema: LabelSchemaName;
  readonly map: LabelMap;
  readonly landmarks: readonly Point[];
  /** Distance between the eyes, in pixels of the map. */
  readonly eyes: number;
}

const SIZE: Size = { width: 320, height: 360 };

/** The face dressed at random, tilted, stretched and shifted at random, in the labels of a schema. */
export function drawMap({ map, landmarks, portraitSize }: GivenFace, schema: LabelSchemaName, random: Random): DrawnMap {
  const [right, left] = [middle(landmarks.slice(36, 42)), middle(landmarks.slice(42, 48))];
  const [ax, ay] = [left[0] - right[0], left[1] - right[1]];
  const eyes = random.between(45, 75);
  const scale = eyes / Math.hypot(ax, ay);
  const roll = random.between(-40, 40) - (Math.atan2(ay, ax) * 180) / Math.PI;
  const centre = middle([right, left]);
  const stretch = random.between(0.9, 1.1);
  const to: Point = [SIZE.width / 2 + random.between(-25, 25), SIZE.height * 0.42 + random.between(-20, 20)];
  const move: Affine = composeAffine([scale * stretch, 0, 0, scale / stretch, to[0], to[1]], composeAffine(rotationAbout(roll, 0, 0), [1, 0, 0, 1, -centre[0], -centre[1]]));
  const toPixel: Affine = [map.width / portraitSize.width, 0, 0, map.height / portraitSize.height, 0, 0];
  const back = invertAffine(move);
  const wear = dress(centre, [ax, ay], random);
  const ids = new Uint8Array(SIZE.width * SIZE.height);
  for (let i = 0; i < ids.length; i++) {
    const point = applyAffine(back, [(i % SIZE.width) + 0.5, Math.floor(i / SIZE.width) + 0.5]);
    const [x, y] = applyAffine(toPixel, point).map(Math.floor) as [number, number];
    const id = x < 0 || y < 0 || x >= map.width || y >= map.height ? 0 : map.ids[y * map.width + x]!;
    ids[i] = labelIn(schema, wear(id, point));
  }
  return { schema, map: { ...SIZE, ids }, landmarks: landmarks.map((point) => applyAffine(move, point)), eyes };
}

/** What the face wears: a hat, earrings, a necklace, glasses, each in one drawing of two. */
function dress(centre: Point, [ax, ay]: Point, random: Random): (id: number, point: Point) => number {
  const squared = ax * ax + ay * ay;
  const [hat, earrings, necklace, glasses] = Array.from({ length: 4 }, () => random.whole(2) === 1);
  return (id, [px, py]) => {
    const [x, y] = [px - centre[0], py - centre[1]];
    const [across, down] = [(x * ax + y * ay) / squared, (y * ax - x * ay) / squared];
    const ring = Math.hypot(Math.abs(across) - 0.5, down);
    if (hat && (id === 17 || id === 0) && down < -0.95 && down > -1.9 && Math.abs(across) < 1.1) return 18;
    if (earrings && Math.hypot(Math.abs(across) - 1.15, down - 0.75) < 0.08) return 9;
    if (necklace && id === 14 && down > 2.05 && down < 2.15) return 15;
    if (glasses && ring < 0.38 && ring > 0.3) return 6;
    return id === 19 ? 1 : id;
  };
}

/** What is background to a schema that does not know it. */
const AROUND: ReadonlySet<PartName> = new Set(['hair', 'hat', 'neck', 'necklace', 'clothes', 'earring']);

/** Names that a schema without the part gives its pixels; what none of them tells is skin, or background around it. */
const COARSER: Partial<Record<PartName, readonly PartName[]>> = {
  upper_lip: ['lips'],
  lower_lip: ['lips'],
  inner_mouth: ['teeth', 'lips'],
  hair: ['person'],
  hat: ['person', 'accessory'],
  neck: ['body_skin', 'person'],
  clothes: ['person'],
};

function labelIn(schema: LabelSchemaName, id: number): number {
  const part = LABEL_SCHEMA_TABLES['bisenet-19'].parts.get(id);
  if (part === undefined) return 0;
  const rest = AROUND.has(part.name) ? [] : ['skin' as const];
  for (const name of [part.name, ...(COARSER[part.name] ?? []), ...rest]) {
    const label = labelNamed(schema, name, part.subjectSide) ?? labelNamed(schema, name, null);
    if (label !== undefined) return label;
  }
  return 0;
}

function labelNamed(schema: LabelSchemaName, wanted: PartName, side: SubjectSide | null): number | undefined {
  return [...LABEL_SCHEMA_TABLES[schema].parts].find(([, { name, subjectSide }]) => name === wanted && subjectSide === side)?.[0];
}

function middle(points: readonly Point[]): Point {
  return [points.reduce((sum, [x]) => sum + x, 0) / points.length, points.reduce((sum, [, y]) => sum + y, 0) / points.length];
}
