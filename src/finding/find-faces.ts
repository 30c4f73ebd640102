import type { Point } from '../geometry/index.ts';
import { bestScore, FULL_RANGE, lookAt, mergeOverlapping, readFaces, SHORT_RANGE, type Detection, type DetectorKind } from './detector.ts';
import { SQUARE_OF_BOX, type FaceSquare } from './mesh.ts';
import type { Network } from './network.ts';
import type { Pyramid } from './picture.ts';

/** Of the portrait's longer side, below which the short-range detector is not relied on to have seen every face. */
const SMALL_FACE = 0.12;

/** From this score on, no picture was seen whose best turn was a wrong one. */
const SURE = 0.8;

/** From this score on, a face whose eyes and mouth lie as in an upright one is in the right turn. */
const VERY_SURE = 0.9;
const UPRIGHT_DEGREES = 45;

export interface Detectors {
  shortRange(): Network;
  fullRange(): Network;
}

/**
 * Every face of the portrait in the quarter turn in which its detector is surest, the largest face first. Detectors know
 * upright faces alone, and a mesh takes a turned one for a face as well, so the score decides.
 * @param all whether small faces matter beside a large one
 */
export function findFaces(detectors: Detectors, pyramid: Pyramid, leastScore: number, all: boolean): Detection[] {
  const near = facesInBestTurn(detectors.shortRange(), SHORT_RANGE, pyramid, leastScore);
  const largest = near.faces.reduce((most, { side }) => Math.max(most, side), 0);
  const isLarge = largest >= SMALL_FACE * Math.max(pyramid.width, pyramid.height);
  if (near.score >= SURE && isLarge && !all) return bySize(near.faces);
  const far = facesInBestTurn(detectors.fullRange(), FULL_RANGE, pyramid, leastScore);
  if (near.turn === far.turn) return bySize(mergeOverlapping([...near.faces, ...far.faces]));
  return bySize(near.score >= SURE || near.score > far.score ? near.faces : far.faces);
}

/** The square in which the mesh looks for a detected face: turned by the line through its eyes. */
export function squareOf({ centre, side, points }: Detection): FaceSquare {
  const [right, left] = [points[0]!, points[1]!] as [Point, Point];
  return { centre, side: side * SQUARE_OF_BOX, rollRadians: Math.atan2(left[1] - right[1], left[0] - right[0]) };
}

interface FacesOfTurn {
  readonly turn: number;
  readonly score: number;
  readonly faces: readonly Detection[];
}

function facesInBestTurn(network: Network, kind: DetectorKind, pyramid: Pyramid, leastScore: number): FacesOfTurn {
  let best = { turn: 0, score: -1, view: lookAt(network, kind, pyramid, 0) };
  best.score = bestScore(best.view);
  if (best.score >= VERY_SURE) {
    const faces = readFaces(kind, best.view, leastScore);
    if (faces.every(isUpright)) return { ...best, faces };
  }
  for (const turn of [1, 2, 3]) {
    const view = lookAt(network, kind, pyramid, turn);
    const score = bestScore(view);
    if (score > best.score) best = { turn, score, view };
  }
  return { ...best, faces: best.score < leastScore ? [] : readFaces(kind, best.view, leastScore) };
}

/** By the line through the eyes, and by the line from their middle to the mouth. */
function isUpright({ points }: Detection): boolean {
  const [right, left, , mouth] = points as [Point, Point, Point, Point];
  const down = [mouth[0] - (right[0] + left[0]) / 2, mouth[1] - (right[1] + left[1]) / 2] as const;
  return isWithin(left[1] - right[1], left[0] - right[0]) && isWithin(down[0], down[1]);
}

function isWithin(across: number, along: number): boolean {
  return Math.abs(Math.atan2(across, along)) < (UPRIGHT_DEGREES * Math.PI) / 180;
}

function bySize(faces: readonly Detection[]): Detection[] {
  return faces.toSorted((a, b) => b.side - a.side);
}
