import type { Warning } from '../../contract/warning.ts';
import type { MidlineDocument } from '../../contract/result.ts';
import { directionDegrees, wrapDegrees } from '../plane/angle.ts';
import { roundPoint } from '../plane/rounding.ts';
import type { Face, Measured } from '../face/face.ts';
import { type FaceFrame, toFace } from '../face/face-frame.ts';
import type { Line } from '../face/fit-line.ts';
import { landmarkMidline } from '../face/landmark-midline.ts';
import { type MapMidline, mapMidline } from '../face/map-midline.ts';
import { roundDegrees, type Units } from './units.ts';

/** Lines that cross more steeply have no offset from each other that would say anything. */
const MOST_BETWEEN_DEGREES = 45;

/** Beyond these, landmarks and label map hardly show the same face in the same place. The offset: of the closest pair's distance. */
const MOST_APART_DEGREES = 8;
const MOST_OFFSET = 0.15;

export interface Midline {
  readonly frame: FaceFrame;
  readonly document: MidlineDocument;
}

/** The map's midline beside that of the landmarks, which stands in where the map has none. */
export function measureMidline(face: Face, { length }: Units): Measured<Midline | null> {
  const map = mapMidline(face);
  const landmarks = landmarkMidline(face);
  const line = map ?? landmarks;
  if (line === null) {
    return { value: null, warnings: [warning('Neither the label map nor the landmarks give a midline, so nothing is measured about it.')] };
  }
  const frame: FaceFrame = { midline: { point: line.point, direction: line.direction } };
  const document: MidlineDocument = {
    source: map === null ? 'landmarks' : 'map',
    point: roundPoint(line.point, 3),
    angle_degrees: roundDegrees(directionDegrees(line.direction)),
    from_regions: map?.regions.length ?? 0,
    left_out: map?.leftOut.map(({ label }) => label) ?? [],
    spread: map === null ? null : length(map.spreadPx),
    landmarks: landmarks === null ? null : compare(frame, landmarks, length),
  };
  return { value: { frame, document }, warnings: reasons(map, document) };
}

function reasons(map: MapMidline | null, { landmarks }: MidlineDocument): Warning[] {
  if (map === null) {
    return [warning('The label map has no pair of eyes or brows with a nose or mouth below it: the midline is that of the landmarks.')];
  }
  if (landmarks === null) return [];
  const agree =
    Math.abs(landmarks.angle_difference_degrees) <= MOST_APART_DEGREES && Math.abs(landmarks.offset?.px ?? 0) <= MOST_OFFSET * map.pairPx;
  return agree ? [] : [warning('The midlines of landmarks and label map lie far apart: what is measured from both, thirds and fifths, is doubtful.')];
}

function compare(frame: FaceFrame, other: Line, length: Units['length']): MidlineDocument['landmarks'] {
  const angle = directionDegrees(other.direction);
  const between = wrapDegrees(angle - directionDegrees(frame.midline.direction));
  const { across, down } = toFace(frame, other.point);
  const offset = across + down * Math.tan((between * Math.PI) / 180);
  return {
    angle_degrees: roundDegrees(angle),
    angle_difference_degrees: roundDegrees(between),
    offset: Math.abs(between) > MOST_BETWEEN_DEGREES ? null : length(offset),
  };
}

function warning(detail: string): Warning {
  return { code: 'measures_midline', detail };
}
