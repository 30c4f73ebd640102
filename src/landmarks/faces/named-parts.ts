import type { Point } from '../../geometry/index.ts';
import { isRecord, pointOf } from './coordinates.ts';
import { refuseLandmarks } from './refuse.ts';

/**
 * Points by the names of parts, in the order of a list: the parts of face_recognition (68 points, or its five), the five
 * points of MTCNN and RetinaFace, or two eyes. null where the object names no eyes.
 */
export function pointsOfParts(value: Record<string, unknown>): Point[] | null {
  const parts = new Map(Object.entries(value).map(([name, part]) => [plain(name), part]));
  const lists = (name: string) => listOf(parts.get(plain(name)));
  if (lists('left_eye').length > 1 && lists('right_eye').length > 1) {
    return lists('chin').length > 0 ? ofFaceRecognition(lists) : ofFivePoints(lists);
  }
  const point = (...names: readonly string[]) => names.map((name) => pointOf(parts.get(plain(name)))).find((found) => found !== null) ?? null;
  const eyes = [point('left_eye', 'eye_left'), point('right_eye', 'eye_right')] as const;
  if (eyes[0] === null || eyes[1] === null) return null;
  const corners = [point('mouth_left', 'left_mouth', 'left_mouth_corner'), point('mouth_right', 'right_mouth', 'right_mouth_corner')] as const;
  const nose = point('nose', 'nose_tip');
  return ofSingles([eyes[0], eyes[1]], nose, corners[0] === null || corners[1] === null ? null : [corners[0], corners[1]]);
}

type Lists = (name: string) => Point[];

/** Points in each part. */
const PARTS = { chin: 17, left_eyebrow: 5, right_eyebrow: 5, nose_bridge: 4, nose_tip: 5, left_eye: 6, right_eye: 6, top_lip: 12, bottom_lip: 12 };

/** The parts in the order of iBUG's list; both lips have the corners: https://github.com/ageitgey/face_recognition, api.py. */
function ofFaceRecognition(lists: Lists): Point[] {
  for (const [name, count] of Object.entries(PARTS)) {
    const { length } = lists(name);
    if (length !== count) refuseLandmarks(`Parts of a face were found, but ${name} has ${length} points and not ${count}`);
  }
  const [top, bottom] = [lists('top_lip'), lists('bottom_lip')];
  const upper = ['chin', 'left_eyebrow', 'right_eyebrow', 'nose_bridge', 'nose_tip', 'left_eye', 'right_eye'].flatMap(lists);
  // top: 48 to 54, then 64 to 60; bottom: 54 to 59, 48, then 60, 67 to 64.
  const inner = [top[11]!, top[10]!, top[9]!, top[8]!, top[7]!, bottom[10]!, bottom[9]!, bottom[8]!];
  return [...upper, ...top.slice(0, 7), ...bottom.slice(1, 6), ...inner];
}

/** Its small model gives dlib's five points: two corners an eye, and the nose. */
function ofFivePoints(lists: Lists): Point[] {
  const points = [...lists('right_eye'), ...lists('left_eye'), ...lists('nose_tip')];
  if (points.length !== 5) refuseLandmarks('Parts of a face were found, which are neither the 68 points of face_recognition nor its five');
  return points;
}

type Two = readonly [Point, Point];

/** Tools disagree on whose left they name. Where the mouth is known, the place tells which eye comes first. */
function ofSingles(named: Two, nose: Point | null, corners: Two | null): Point[] {
  if (nose === null || corners === null) return named[0][0] <= named[1][0] ? [...named] : [named[1], named[0]];
  const down = [corners[0][0] + corners[1][0] - named[0][0] - named[1][0], corners[0][1] + corners[1][1] - named[0][1] - named[1][1]] as const;
  const inOrder = ([a, b]: Two): Two => ((b[0] - a[0]) * down[1] - (b[1] - a[1]) * down[0] >= 0 ? [a, b] : [b, a]);
  return [...inOrder(named), nose, ...inOrder(corners)];
}

function listOf(part: unknown): Point[] {
  if (!Array.isArray(part) || part.length === 0 || !part.every((item) => Array.isArray(item) || isRecord(item))) return [];
  return part.map((item, i) => pointOf(item) ?? refuseLandmarks(`Point ${i} of a part has no x or no y that is a number`));
}

/** `leftEye`, `left_eye` and `left eye` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}
