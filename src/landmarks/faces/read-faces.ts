import { GeometryError, type Point } from '../../geometry/index.ts';
import { parseLandmarksFile, parseLandmarksText, TAKEN_FILES } from '../files/read-file.ts';
import { coordinate, isPointLike, isRecord, pointOf } from './coordinates.ts';
import { OPENPOSE_COUNT } from './counts.ts';
import { DOCUMENTS, visibleOf } from './documents.ts';
import { pointsOfParts } from './named-parts.ts';
import { facesOfRows, pointsOfNumbers } from './number-lists.ts';
import { found, refuseLandmarks } from './refuse.ts';

/** More than any schema in use has; guards against lists that only cost time. */
const MAX_POINTS = 2000;
const MAX_FACES = 64;
const MAX_DEPTH = 12;

/**
 * The faces that landmarks were sent of, in any form that tools write: a JSON value, the text of a file or its bytes. Points
 * are as they were sent: pixels or shares of the portrait.
 *
 * @throws GeometryError `invalid_landmarks` whose message says what was found and what would be taken
 */
export function readFaces(value: unknown): Point[][] {
  const faces = facesOf(value, 0).map((face) => (face.length === OPENPOSE_COUNT ? face.slice(0, 68) : face));
  if (faces.length > MAX_FACES) refuseLandmarks(`${faces.length} faces were found; at most ${MAX_FACES} are taken`);
  for (const { length } of faces) {
    if (length < 2) refuseLandmarks('A single point was found; a face has two or more');
    if (length > MAX_POINTS) refuseLandmarks(`A list of ${length} points was found; no face has more than ${MAX_POINTS}`);
  }
  return faces;
}

function facesOf(value: unknown, depth: number): Point[][] {
  if (depth > MAX_DEPTH) refuseLandmarks('Lists in lists were found, too deep to be a face');
  if (value === undefined) refuseLandmarks('The landmarks are missing');
  if (value === null) refuseLandmarks('null was found: no face was detected');
  if (value instanceof Uint8Array) return facesOf(ofFile(() => parseLandmarksFile(value)), depth + 1);
  if (typeof value === 'string') return facesOf(ofFile(() => parseLandmarksText(value)), depth + 1);
  if (Array.isArray(value)) return facesOfList(value, depth);
  if (isRecord(value)) return facesOfObject(value, depth);
  return refuseLandmarks(`${found(value)} was found`);
}

function ofFile(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GeometryError('invalid_landmarks', `The landmarks cannot be read: ${error.message}. ${TAKEN_FILES}.`);
  }
}

function facesOfList(list: readonly unknown[], depth: number): Point[][] {
  const [first] = list;
  if (first === undefined) refuseLandmarks('An empty list was found: no face was detected');
  const numbers = list.map(coordinate);
  if (isWhole(numbers)) return [pointsOfNumbers(numbers)];
  if (list.some(isPointLike)) return [list.map((item, i) => pointOf(item) ?? refuseLandmarks(`Point ${i} of ${list.length}, counted from 0, is ${oneOf(item)} and has no x or no y that is a number`))];
  const rows = list.map((item) => (Array.isArray(item) && item.length > 3 ? item.map(coordinate) : null));
  if (rows.every((row) => row !== null && row.length === rows[0]!.length && isWhole(row))) return facesOfRows(rows as number[][]);
  if (list.length > MAX_FACES && list.every((item) => !isRecord(item))) refuseLandmarks(`${capital(found(list))} was found`);
  return list.flatMap((item) => {
    if (!Array.isArray(item) && !isRecord(item)) refuseLandmarks(`A list of ${list.length} was found, with ${found(item)} in it`);
    return facesOf(item, depth + 1);
  });
}

function facesOfObject(value: Record<string, unknown>, depth: number): Point[][] {
  if (isPointLike(value)) refuseLandmarks('A single point was found; a face has two or more');
  const columns = COLUMNS.map((names) => names.map((name) => value[name])).find(([x, y]) => Array.isArray(x) && Array.isArray(y));
  if (columns !== undefined) return [ofColumns(columns[0] as unknown[], columns[1] as unknown[])];
  for (const read of DOCUMENTS) {
    const faces = read(value);
    if (faces !== null) return faces;
  }
  const visible = visibleOf(value);
  if (visible !== null) return [visible];
  const key = WRAPPERS.find((name) => Object.hasOwn(value, name) && typeof value[name] === 'object' && value[name] !== null && !isEmptyBeside(value, name));
  if (key !== undefined) return within(key, value[key], depth);
  const parts = pointsOfParts(value);
  if (parts !== null) return [parts];
  const keys = Object.keys(value);
  const [only] = keys;
  if (only === undefined) refuseLandmarks('An empty object was found');
  if (keys.every((name) => /^\d+$/.test(name))) return facesOf(keys.toSorted((a, b) => Number(a) - Number(b)).map((name) => value[name]), depth + 1);
  const holding = keys.filter((name) => typeof value[name] === 'object' && value[name] !== null);
  const mayHold = holding.length === 1 || (holding.length > 0 && keys.every((name) => /^face_?\d+$/i.test(name)));
  if (!mayHold) refuseLandmarks(`${capital(found(value))} was found`);
  return holding.flatMap((name) => facesOf(value[name], depth + 1));
}

const COLUMNS = [['x', 'y'], ['X', 'Y'], ['xs', 'ys']] as const;

/** Keys under which tools have the points, the most that they know of a face first. */
const WRAPPERS = [
  'faceLandmarks', 'face_landmarks', 'multi_face_landmarks', 'multiFaceLandmarks', 'landmark_2d_106', 'landmark_3d_68', 'landmarks', 'landmark', 'Landmarks',
  '_positions', 'positions', 'scaledMesh', 'mesh', 'keypoints', 'points', 'parts', 'kps', 'pts', 'preds', 'faces', 'face', 'detections', 'results', 'result', 'predictions', 'data',
];

/** An empty list beside one that is not says nothing. */
function isEmptyBeside(value: Record<string, unknown>, name: string): boolean {
  const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;
  return isEmpty(value[name]) && WRAPPERS.some((other) => other !== name && Object.hasOwn(value, other) && !isEmpty(value[other]));
}

function within(key: string, inner: unknown, depth: number): Point[][] {
  if (Array.isArray(inner) && inner.length === 0) refuseLandmarks(`${key} is an empty list: no face was detected`);
  return facesOf(inner, depth + 1);
}

function ofColumns(xs: readonly unknown[], ys: readonly unknown[]): Point[] {
  if (xs.length !== ys.length) refuseLandmarks(`Columns were found, with ${xs.length} values of x and ${ys.length} of y`);
  return xs.map((x, i) => pointOf([x, ys[i]]) ?? refuseLandmarks(`Value ${i} of the columns x and y is no number`));
}

function isWhole(numbers: readonly (number | null)[]): numbers is number[] {
  return numbers.length > 0 && numbers.every((number) => number !== null);
}

function oneOf(item: unknown): string {
  return Array.isArray(item) && item.length > 0 && item.every((inner) => typeof inner !== 'object') ? `a list of ${item.length}` : found(item);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
