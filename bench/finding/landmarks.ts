import type { Raster } from '../../src/submissions/steps/ports.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import type { Networks } from '../../src/finding/find-face.ts';
import { findWanted } from '../../src/finding/find-wanted.ts';
import { alignFace, type Point } from '../../src/geometry/index.ts';
import { median } from '../statistics.ts';
import { LARGEST, type FindingCase } from './finding-case.ts';

const TURNS = [0, 1, 2, 3] as const;
/** A find counts where the mesh lies on the face: mean distance from the known landmarks. */
const ON_THE_FACE = 0.1;

/** Distances are shares of that between the outer corners of the eyes. */
export function measureLandmarks(networks: Networks, cases: readonly FindingCase[], print: (line?: string) => void): void {
  print('| landmarks | mean distance, % of the interocular | roll, degrees off | found in four turns |');
  print('| --- | --- | --- | --- |');
  const rows = cases.map((one) => {
    const found = TURNS.map((turn) => landmarksOf(networks, turned(one.portrait, turn)));
    const distances = found.map((points, turn) => (points === null ? Infinity : distance(points, one.landmarks.map((point) => turnedPoint(point, one.portrait, turn)))));
    const roll = found[0] === null || found[0] === undefined ? Number.NaN : rollOf(found[0], one) - rollOf(one.landmarks, one);
    const row = { distance: distances[0]! * 100, roll: Math.abs(roll), turns: distances.filter((each) => each < ON_THE_FACE).length };
    print(`| ${one.name} | ${row.distance.toFixed(2)} | ${row.roll.toFixed(2)} | ${row.turns} of 4 |`);
    return row;
  });
  const [distances, rolls] = [rows.map((row) => row.distance), rows.map(({ roll }) => roll)];
  print(`| **median** | ${median(distances).toFixed(2)} | ${median(rolls).toFixed(2)} | ${rows.reduce((sum, { turns }) => sum + turns, 0)} of ${4 * rows.length} |`);
  print(`| **worst** | ${Math.max(...distances).toFixed(2)} | ${Math.max(...rolls).toFixed(2)} | |`);
}

function landmarksOf(networks: Networks, portrait: Raster): readonly Point[] | null {
  try {
    return findWanted(networks, portrait, { ...LARGEST, labelMap: false }).landmarks;
  } catch (error) {
    if (error instanceof FrontalError && error.code === 'no_face_found') return null;
    throw error;
  }
}

function distance(found: readonly Point[], known: readonly Point[]): number {
  const eyes = Math.hypot(known[33]![0] - known[263]![0], known[33]![1] - known[263]![1]);
  return found.reduce((sum, [x, y], i) => sum + Math.hypot(x - known[i]![0], y - known[i]![1]), 0) / found.length / eyes;
}

/** By the consensus of all pairs, as submissions are turned. */
function rollOf(points: readonly Point[], { portrait }: FindingCase): number {
  return alignFace([...points], portrait, { method: 'auto', schema: null, canvas: 'expand', margin: 0 }).rollDegrees;
}

/** Clockwise by quarters. */
function turned(portrait: Raster, turn: number): Raster {
  if (turn === 0) return portrait;
  const { width, height, data } = turned(portrait, turn - 1);
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [(y * width + x) * 3, (x * height + height - 1 - y) * 3];
      out[to] = data[from]!;
      out[to + 1] = data[from + 1]!;
      out[to + 2] = data[from + 2]!;
    }
  }
  return { ...portrait, width: height, height: width, data: out };
}

function turnedPoint([x, y]: Point, { width, height }: Raster, turn: number): Point {
  return [[x, y], [height - y, x], [width - x, height - y], [y, width - x]][turn] as [number, number];
}
