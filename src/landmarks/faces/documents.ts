import type { Point } from '../../geometry/index.ts';
import { coordinate, isRecord, pointOf } from './coordinates.ts';
import { pointsOfNumbers } from './number-lists.ts';
import { refuseLandmarks } from './refuse.ts';

/** Documents of tools that hold more than landmarks, by what only they have. Each gives the faces of one picture, or null. */
export const DOCUMENTS: readonly ((value: Record<string, unknown>) => Point[][] | null)[] = [ofLabelme, ofCoco, ofOpenPose];

/** LabelMe: shapes of the type `point`, a face a `group_id`, in the order of their labels where these are numbers. */
function ofLabelme({ shapes }: Record<string, unknown>): Point[][] | null {
  if (!Array.isArray(shapes)) return null;
  const drawn = shapes.filter(isRecord).filter(({ shape_type: type, points }) => Array.isArray(points) && (type === 'point' || type === 'points' || type === 'linestrip'));
  const lists = drawn.filter(({ points }) => (points as unknown[]).length > 1);
  if (lists.length > 0) return lists.map(({ points }) => (points as unknown[]).map(pointAt));
  const groups = new Set(drawn.map(({ group_id: group }) => group ?? null));
  const faces = [...groups].map((group) => {
    const shapesOfFace = drawn.filter(({ group_id: own }) => (own ?? null) === group);
    return inOrder(shapesOfFace, 'label').map(({ points }, i) => pointAt((points as unknown[])[0], i));
  });
  if (faces.length === 0) refuseLandmarks('A file of LabelMe without shapes of the type point was found');
  return faces;
}

/** COCO: annotations of one picture with `keypoints`, or COCO-WholeBody's `face_kpts`. */
function ofCoco({ annotations }: Record<string, unknown>): Point[][] | null {
  if (!Array.isArray(annotations)) return null;
  const withPoints = annotations.filter(isRecord).filter((annotation) => visibleOf(annotation) !== null);
  const pictures = new Set(withPoints.map(({ image_id: picture }) => picture));
  if (pictures.size > 1) refuseLandmarks(`A COCO data set with points of ${pictures.size} pictures was found: send the annotations of this one`);
  if (withPoints.length === 0) refuseLandmarks('A COCO data set without keypoints was found');
  return withPoints.map((annotation) => visibleOf(annotation)!);
}

/** OpenPose, and the ControlNet tools that write like it. */
function ofOpenPose({ people }: Record<string, unknown>): Point[][] | null {
  if (!Array.isArray(people)) return null;
  const faces = people.filter(isRecord).map(visibleOf).filter((face) => face !== null);
  if (faces.length === 0) refuseLandmarks(`Keypoints of ${people.length} people without a face were found: OpenPose needs --face`);
  return faces;
}

/** Triples of x, y and confidence or visibility, dense faces first. */
const VISIBLE = ['face_keypoints_2d', 'face_keypoints', 'face_kpts', 'keypoints'] as const;

/**
 * Points of such triples, in one list. A point that was not found is 0, 0 with no confidence.
 *
 * @returns null where the object has none
 */
export function visibleOf(value: Record<string, unknown>): Point[] | null {
  const numbers = VISIBLE.map((key) => value[key]).find((list) => Array.isArray(list) && list.length > 0 && list.every((item) => coordinate(item) !== null));
  if (numbers === undefined) return null;
  const all = (numbers as unknown[]).map((item) => coordinate(item)!);
  const points = pointsOfNumbers(all);
  if (all.length !== 3 * points.length) return points;
  // Of a whole body only the face is read.
  const [first, end] = points.length === 133 ? [23, 91] : [0, Math.min(points.length, points.length === 70 ? 68 : Infinity)];
  const lost = Array.from({ length: end - first }, (_, i) => first + i).filter((i) => all.slice(3 * i, 3 * i + 3).every((number) => number === 0));
  if (lost.length > 0) refuseLandmarks(`${lost.length} of ${end - first} points of the face were not found in the picture (0, 0 with confidence 0), the first of them point ${lost[0]}`);
  return points;
}

function pointAt(value: unknown, index: number): Point {
  return pointOf(value) ?? refuseLandmarks(`Point ${index} has no x or no y that is a number`);
}

/** By the number that ends the name, where each has one of its own. */
function inOrder<T extends Record<string, unknown>>(items: readonly T[], key: string): readonly T[] {
  const numbers = items.map((item) => /(\d+)\s*$/.exec(String(item[key]))?.[1]);
  if (numbers.includes(undefined) || new Set(numbers).size < items.length) return items;
  return items.map((item, i) => ({ item, at: Number(numbers[i]) })).sort((a, b) => a.at - b.at).map(({ item }) => item);
}
