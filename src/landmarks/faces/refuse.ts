import { GeometryError } from '../../geometry/index.ts';

/** What is taken, in the words of whoever has sent something else. */
const TAKEN =
  'Taken is a list of the points of one face ([x, y], [x, y, z] or {"x", "y"}) in portrait pixels or in shares of the portrait, by itself or as MediaPipe, dlib, face_recognition, face-api.js, InsightFace, OpenPose, COCO and LabelMe have it.';

/** @param found what was found, as a sentence without its full stop */
export function refuseLandmarks(found: string): never {
  throw new GeometryError('invalid_landmarks', `${found}. ${TAKEN}`);
}

/** A value in a few words. Values are never repeated, keys are. */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a single number';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (!Array.isArray(value)) return keysOf(value);
  if (value.length === 0) return 'an empty list';
  if (value.every((item) => typeof item === 'number')) return `${value.length} plain numbers`;
  const lengths = new Set(value.map((item) => (Array.isArray(item) ? item.length : -1)));
  const [length] = lengths;
  return lengths.size === 1 && length !== undefined && length >= 0 ? `${value.length} lists of ${length}` : `a list of ${value.length}`;
}

const MAX_KEYS = 8;
const MAX_KEY_LENGTH = 40;

function keysOf(value: object): string {
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  const named = keys.slice(0, MAX_KEYS).map((key) => key.slice(0, MAX_KEY_LENGTH));
  return `an object with the keys ${named.join(', ')}${keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : ''}`;
}
