import type { Warning } from '../../contract/warning.ts';
import { directionDegrees, wrapDegrees } from '../plane/angle.ts';
import { round } from '../plane/rounding.ts';
import type { Face, Measured } from '../face/face.ts';
import { type FaceFrame, toFace } from '../face/face-frame.ts';
import type { Line } from '../face/fit-line.ts';
import { landmarkMidline } from '../face/landmark-midline.ts';
import { type MapMidline, mapMidline } from '../face/map-midline.ts';
import type { MeasuredMidline } from './measures.ts';

/** Lines that cross more steeply have no offset from each other that would say anything. */
const MAX_BETWEEN_DEGREES = 45;

/** Beyond these, landmarks and label map hardly show the same face in the same place. The offset: of the closest pair's distance. */
const MAX_APART_DEGREES = 8;
const MAX_OFFSET = 0.15;

export interface Midline {
  readonly frame: FaceFrame;
  readonly measured: MeasuredMidline;
}

/** The map's midline beside that of the landmarks, which stands in where the map has none. */
export function measureMidline(face: Face): Measured<Midline | null> {
  const map = mapMidline(face);
  const landmarks = landmarkMidline(face);
  const line = map ?? landmarks;
  if (line === null) {
    return { value: null, warnings: [warning('Neither the label map nor the landmarks give a midline, so nothing is measured about it.')] };
  }
  const frame: FaceFrame = { midline: { point: line.point, direction: line.direction } };
  const measured: MeasuredMidline = {
    source: map === null ? 'landmarks' : 'map',
    point: line.point,
    angleDegrees: directionDegrees(line.direction),
    fromRegions: map?.regions.length ?? 0,
    leftOut: map?.leftOut.map(({ label }) => label) ?? [],
    spread: map === null ? null : map.spreadPx,
    landmarks: landmarks === null ? null : compare(frame, landmarks),
  };
  return { value: { frame, measured }, warnings: reasons(map, measured) };
}

function reasons(map: MapMidline | null, { landmarks }: MeasuredMidline): Warning[] {
  if (map === null) {
    return [warning('The label map has no pair of eyes or brows with a nose or mouth below it: the midline is that of the landmarks.')];
  }
  if (landmarks === null) return [];
  // Rounded, so that the rounding of sums decides nothing.
  const agree =
    Math.abs(round(landmarks.angleDifferenceDegrees, 4)) <= MAX_APART_DEGREES && Math.abs(round(landmarks.offset ?? 0, 3)) <= MAX_OFFSET * map.pairPx;
  return agree ? [] : [warning('The midlines of landmarks and label map lie far apart: what is measured from both, thirds and fifths, is doubtful.')];
}

function compare(frame: FaceFrame, other: Line): MeasuredMidline['landmarks'] {
  const angle = directionDegrees(other.direction);
  const between = wrapDegrees(angle - directionDegrees(frame.midline.direction));
  const { across, down } = toFace(frame, other.point);
  const offset = across + down * Math.tan((between * Math.PI) / 180);
  return {
    angleDegrees: angle,
    angleDifferenceDegrees: between,
    offset: Math.abs(between) > MAX_BETWEEN_DEGREES ? null : offset,
  };
}

function warning(detail: string): Warning {
  return { code: 'measures_midline', detail };
}
