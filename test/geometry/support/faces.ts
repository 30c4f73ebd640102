import { applyAffine, rotationAbout, type Point } from '../../../src/geometry/plane/affine.ts';
import { pick, type LandmarkSchema } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import { meanPoint } from '../../../src/geometry/plane/angle.ts';
import { shippedCase } from './case.ts';

export interface Pose {
  readonly rollDegrees: number;
  readonly yawDegrees?: number;
  readonly pitchDegrees?: number;
  /** Standard deviation of every coordinate, pixels. */
  readonly noisePx?: number;
  readonly seed?: number;
}

/** The frame all posed faces lie in. */
export const POSED_SIZE = { width: 1000, height: 1000 } as const;
const CENTRE: Point = [500, 500];
/** Of the symmetric level face of `synth-plain`, portrait pixels. */
const FACE_CENTRE: Point = [180, 205];

/**
 * The symmetric mesh of `synth-plain` (its eyes 77 px apart) put on an ellipsoid with a nose, turned in space, seen by
 * a camera 2.5 face heights away, enlarged three times, tilted by the roll, with noise.
 */
export function posedFace({ rollDegrees, yawDegrees = 0, pitchDegrees = 0, noisePx = 0, seed = 1 }: Pose): Point[] {
  const gaussian = gaussianFrom(seed);
  const tilt = rotationAbout(rollDegrees, ...CENTRE);
  const [yaw, pitch] = [yawDegrees, pitchDegrees].map((degrees) => (degrees * Math.PI) / 180) as [number, number];
  return shippedCase('synth-plain').landmarks.map(([px, py]) => {
    const [x, y] = [px - FACE_CENTRE[0], py - FACE_CENTRE[1]];
    const nose = 30 * Math.exp(-((x / 14) ** 2) - ((y - 10) / 22) ** 2);
    const z = 75 * Math.sqrt(Math.max(0, 1 - (x / 85) ** 2 - (y / 120) ** 2)) + nose;
    // A nod, then a turn of the neck: the line of the eyes stays level but for the camera's perspective.
    const [y1, z1] = [y * Math.cos(pitch) - z * Math.sin(pitch), z * Math.cos(pitch) + y * Math.sin(pitch)];
    const [x2, z2] = [x * Math.cos(yaw) + z1 * Math.sin(yaw), z1 * Math.cos(yaw) - x * Math.sin(yaw)];
    const near = (3 * 500) / (500 - z2);
    const [u, v] = applyAffine(tilt, [CENTRE[0] + x2 * near, CENTRE[1] + y1 * near]);
    return [u + noisePx * gaussian(), v + noisePx * gaussian()];
  });
}

/** Five points of a 478-point face. */
export function toFive(mesh: readonly Point[]): Point[] {
  return [meanPoint(pick(mesh, [33, 133])), meanPoint(pick(mesh, [362, 263])), ...pick(mesh, [1, 61, 291])];
}

/** dlib's five points of a 478-point face: corners of the left eye from outside, those of the right eye, base of the nose. */
export function toDlibFive(mesh: readonly Point[]): Point[] {
  return pick(mesh, [263, 362, 33, 133, 2]);
}

/** iBUG's 68 points of a 478-point face; a list of two indices is their middle. */
export function toSixtyEight(mesh: readonly Point[]): Point[] {
  return MESH_TO_68.map((index) => meanPoint(pick(mesh, typeof index === 'number' ? [index] : index)));
}

export function mirror(points: readonly Point[], schema: LandmarkSchema): Point[] {
  const mirrored = points.map(([x, y]): Point => [POSED_SIZE.width - x, y]);
  if (mirrored.length !== schema.count) throw new RangeError('another schema');
  return mirrored;
}

/** A linear congruential generator, 0 to 1: the same numbers in every run. */
export function uniformFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Marsaglia's polar method over a linear congruential generator: the same noise in every run. */
export function gaussianFrom(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 31) - 1;
  };
  return () => {
    for (;;) {
      const [u, v] = [uniform(), uniform()];
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  };
}

const MESH_TO_68: readonly (number | readonly [number, number])[] = [
  127, 234, 93, [132, 58], [58, 172], 136, 150, 176, 152, 400, 379, 365, [397, 288], 361, 323, 454, 356,
  70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
  [168, 6], [197, 195], 5, 4, 75, 97, 2, 326, 305,
  33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
  61, 39, 37, 0, 267, 269, 291, 321, 314, 17, 84, 91,
  78, 82, 13, 312, 308, 317, 14, 87,
];
