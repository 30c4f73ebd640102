import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import type { Affine, Point, Size } from '../../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { readLandmarks } from '../../../src/geometry/alignment/landmarks.ts';

export const CASES = ['astronaut', 'synth-plain', 'synth-holes', 'synth-hard'] as const;
export type CaseName = (typeof CASES)[number];

const FIXTURES = new URL('../../../fixtures/', import.meta.url);

export interface ShippedCase {
  readonly portraitSize: Size;
  readonly trueRollDegrees: number;
  readonly schema: string;
  readonly landmarks: Point[];
  readonly upright: { readonly matrix: Affine; readonly canvas: Size; readonly rollDegrees: number };
}

export function shippedCase(name: CaseName): ShippedCase {
  const { portrait_size, true_roll_deg, schema } = readJson(name, 'case.json') as {
    portrait_size: [number, number];
    true_roll_deg: number;
    schema: string;
  };
  const { matrix, canvas, roll_deg } = readJson(name, 'upright.json') as {
    matrix: Affine;
    canvas: [number, number];
    roll_deg: number;
  };
  return {
    portraitSize: { width: portrait_size[0], height: portrait_size[1] },
    trueRollDegrees: true_roll_deg,
    schema,
    landmarks: readLandmarks(readJson(name, 'landmarks.json')),
    upright: { matrix, canvas: { width: canvas[0], height: canvas[1] }, rollDegrees: roll_deg },
  };
}

export function shippedLabelMap(name: CaseName): LabelMap {
  const { width, height, data } = decode(readFileSync(new URL(`${name}/map.png`, FIXTURES)));
  return { width, height, ids: Uint8Array.from(data) };
}

function readJson(name: CaseName, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}/${file}`, FIXTURES), 'utf8'));
}
