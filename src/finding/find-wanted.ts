import type { FoundInPortrait, WantedInPortrait } from '../submissions/steps/ports.ts';
import { FrontalError } from '../contract/errors.ts';
import { countLabels, type LabelMap, type Point, type Size } from '../geometry/index.ts';
import { doubtsOf } from './doubts.ts';
import { findFace, findLabelMap, type Networks } from './find-face.ts';
import { lookAtHead } from './head-window.ts';
import { buildPyramid, type Picture } from './picture.ts';

/** As it comes out of a thread: nothing is encoded yet. */
export interface FoundFaceOfThread extends Omit<FoundInPortrait, 'labelMap'> {
  readonly labelMap: LabelMap | null;
}

/** Coordinates finer than this say nothing. */
const DECIMALS = 100;

/** @throws FrontalError `no_face_found` */
export function findWanted(networks: Networks, portrait: Picture, { labelMap, face, near, leastScore }: WantedInPortrait): FoundFaceOfThread {
  const pyramid = buildPyramid(portrait);
  const found = findFace(networks, pyramid, { place: face, near, leastScore });
  if (found.face === null) throw new FrontalError('no_face_found', absence(found.faces, face));
  const { mesh, score } = found.face;
  const head = lookAtHead(pyramid, mesh);
  const map = labelMap ? findLabelMap(networks, pyramid, mesh, head) : null;
  return {
    landmarks: mesh.map((point) => withinPortrait(point, portrait)),
    labelMap: map,
    labels: map === null ? [] : [...countLabels(map).keys()].filter((label) => label !== 0).toSorted((a, b) => a - b),
    score: Math.round(score * 1000) / 1000,
    faces: found.faces,
    warnings: doubtsOf(found.face, head, portrait),
  };
}

function absence(faces: number, place: number | null): string {
  if (faces === 0) return 'No face was found in the portrait. Send its landmarks and label map, or a portrait that shows a face larger and straight on.';
  const count = faces === 1 ? 'one face' : `${faces} faces`;
  return place === null
    ? `The portrait shows ${count}, and the landmarks lie on none of them.`
    : `The portrait shows ${count}, and options.find.face asks for the one at ${place}, counted from 0 for the largest.`;
}

/** The mesh goes on where the portrait ends; landmarks that are sent may not. */
function withinPortrait([x, y]: Point, { width, height }: Size): Point {
  const within = (value: number, most: number) => Math.round(Math.max(0, Math.min(most, value)) * DECIMALS) / DECIMALS;
  return [within(x, width), within(y, height)];
}
