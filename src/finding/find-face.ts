import type { LabelMap, Point, Size } from '../geometry/index.ts';
import type { Detection } from './detector.ts';
import { divideHead } from './divide-head.ts';
import { drawLabelMap } from './draw-label-map.ts';
import { findFaces, squareOf, type Detectors } from './find-faces.ts';
import { unitOf, type HeadWindow } from './head-window.ts';
import { readMesh, squareAbout } from './mesh.ts';
import type { Network } from './network.ts';
import { personMask } from './person-mask.ts';
import type { Pyramid } from './picture.ts';

export interface Networks extends Detectors {
  mesh(): Network;
  selfie(): Network;
}

/** A face with its mesh, in pixels of the portrait. */
export interface FoundFace {
  readonly mesh: readonly Point[];
  /** How far the face looks away, to the subject's left where it is positive. */
  readonly yawDegrees: number;
  /** How sure the less sure of detector and mesh is, 0 to 1. */
  readonly score: number;
}

export interface SoughtFace {
  /** By size, 0 for the largest; null where `near` says which. */
  readonly place: number | null;
  /** A point on the face. */
  readonly near: Point | null;
  readonly leastScore: number;
}

/**
 * The face that is sought, and how many the portrait shows. Of what a detector takes for faces, the mesh has to agree.
 * @returns a face of null where there is none in that place
 */
export function findFace(networks: Networks, pyramid: Pyramid, { place, near, leastScore }: SoughtFace): { face: FoundFace | null; faces: number } {
  const detections = findFaces(networks, pyramid, leastScore, place !== 0);
  let seen = 0;
  let rejected = 0;
  for (const detection of detections) {
    const square = squareAbout(readMesh(networks.mesh(), pyramid, squareOf(detection)).points);
    const { points, yawDegrees, presence } = readMesh(networks.mesh(), pyramid, square);
    if (!(presence >= leastScore)) {
      rejected++;
      continue;
    }
    if (place === null ? !lies(near, detection) : seen++ < place) continue;
    const face = { mesh: points, yawDegrees, score: Math.min(detection.score, presence) };
    return { face, faces: detections.length - rejected };
  }
  return { face: null, faces: detections.length - rejected };
}

function lies(point: Point | null, { centre, side }: Detection): boolean {
  return point !== null && Math.max(Math.abs(point[0] - centre[0]), Math.abs(point[1] - centre[1])) <= side / 2;
}

/** The label map of a face whose mesh is known. */
export function findLabelMap(networks: Pick<Networks, 'selfie'>, pyramid: Pyramid, mesh: readonly Point[], head: HeadWindow): LabelMap {
  const shares = divideHead(head, personMask(networks.selfie(), head));
  const unitPx = unitOf(mesh);
  return drawLabelMap({ head, shares, mesh, unitPx }, pyramid, mapSize(pyramid, unitPx));
}

/** Interocular distances in the map: more shows nothing that was found, and a border needs some pixels to turn. */
const MAX_UNIT_PX = 160;
const MIN_UNIT_PX = 80;
const MAX_ENLARGED_PIXELS = 2_000_000;

/** The portrait's own size, unless its face is very large or very small. */
function mapSize({ width, height }: Size, unitPx: number): Size {
  const largest = Math.max(1, Math.sqrt(MAX_ENLARGED_PIXELS / (width * height)));
  const scale = Math.min(MAX_UNIT_PX / unitPx, Math.max(1, Math.min(MIN_UNIT_PX / unitPx, largest)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
