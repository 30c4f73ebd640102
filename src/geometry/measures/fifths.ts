import type { Warning } from '../../contract/warning.ts';
import type { DescribedRegion } from '../face/described-region.ts';
import { anatomyOf, type Face, landmarkPairOf, type Measured, regionPairs, regionsNamed } from '../face/face.ts';
import { type FaceFrame, fromFace, partsInFace, toFace } from '../face/face-frame.ts';
import { intervalsOnAxis, joinIntervals, TOUCHES_WITHIN_PX } from './line-intervals.ts';
import type { Fifths, MeasuredPoint, PlaceSource } from './measures.ts';
import { sharesBetween } from './shares.ts';

/** What lies on a face from side to side at the height of the eyes; its skin ends at the sides. */
const ACROSS = ['skin', 'eye', 'brow', 'nose', 'glasses'];

const PLACES = ['faceRight', 'eyeOuterRight', 'eyeInnerRight', 'eyeInnerLeft', 'eyeOuterLeft', 'faceLeft'] as const;

interface Place {
  readonly across: number;
  readonly source: PlaceSource;
}

interface Corners {
  readonly outerRight: Place;
  readonly innerRight: Place;
  readonly innerLeft: Place;
  readonly outerLeft: Place;
  /** Mean height of the corners along the midline: that of the line all widths are measured on. */
  readonly down: number;
}

/** Sides of the face and corners of the eyes across the midline, and what lies between them. */
export function measureFifths(face: Face, frame: FaceFrame | null): Measured<Fifths> {
  const corners = frame && (cornersOfLandmarks(face, frame) ?? cornersOfRegions(face, frame));
  const sides = frame && corners && sidesOfFace(face, frame, corners);
  const places: (Place | null)[] = corners
    ? [sides?.right ?? null, corners.outerRight, corners.innerRight, corners.innerLeft, corners.outerLeft, sides?.left ?? null]
    : PLACES.map(() => null);
  const [rightSide, rightEye, between, leftEye, leftSide] = sharesBetween(places.map((place) => place?.across ?? null));
  const point = (place: Place | null): MeasuredPoint | null =>
    frame && corners && place && { point: fromFace(frame, { across: place.across, down: corners.down }), source: place.source };
  const parts = [rightSide, rightEye, between, leftEye, leftSide].map((part) => part ?? null);
  const complete = parts.every((part) => part !== null);
  return {
    value: {
      rightSide: parts[0]!,
      rightEye: parts[1]!,
      betweenEyes: parts[2]!,
      leftEye: parts[3]!,
      leftSide: parts[4]!,
      points: Object.fromEntries(PLACES.map((name, i) => [name, point(places[i]!)])) as Fifths['points'],
      complete,
    },
    warnings: frame === null ? [] : reasons(corners !== null, places, complete),
  };
}

function cornersOfLandmarks(face: Face, frame: FaceFrame): Corners | null {
  const { eyeOuter, eyeInner } = anatomyOf(face);
  const outer = landmarkPairOf(face, eyeOuter);
  const inner = landmarkPairOf(face, eyeInner);
  if (outer === null || inner === null) return null;
  const [a, b, c, d] = [outer.right, inner.right, inner.left, outer.left].map((point) => toFace(frame, point));
  const place = ({ across }: { across: number }): Place => ({ across, source: 'landmark' });
  return {
    outerRight: place(a!),
    innerRight: place(b!),
    innerLeft: place(c!),
    outerLeft: place(d!),
    down: (a!.down + b!.down + c!.down + d!.down) / 4,
  };
}

/** Where landmarks have no corners: the ends of the eye regions across the midline. */
function cornersOfRegions(face: Face, frame: FaceFrame): Corners | null {
  const eyes = regionPairs(face).find(({ name }) => name === 'eye');
  if (eyes === undefined) return null;
  const [right, left] = [endsAcross(eyes.right, frame), endsAcross(eyes.left, frame)];
  const place = (across: number): Place => ({ across, source: 'eye_region' });
  return {
    outerRight: place(right.from),
    innerRight: place(right.to),
    innerLeft: place(left.from),
    outerLeft: place(left.to),
    down: (toFace(frame, eyes.right.centroid).down + toFace(frame, eyes.left.centroid).down) / 2,
  };
}

function endsAcross({ parts }: DescribedRegion, frame: FaceFrame): { from: number; to: number } {
  const places = parts.flatMap(({ outer }) => outer.map((point) => toFace(frame, point).across));
  return places.reduce(
    ({ from, to }, across) => ({ from: Math.min(from, across), to: Math.max(to, across) }),
    { from: Infinity, to: -Infinity },
  );
}

/** Outermost skin that is one with what the outer corners of the eyes lie in; else the landmarks of the face's sides. */
function sidesOfFace(face: Face, frame: FaceFrame, corners: Corners): { right: Place | null; left: Place | null } {
  const level: FaceFrame = {
    midline: { point: fromFace(frame, { across: 0, down: corners.down }), direction: frame.midline.direction },
  };
  const along = (names: readonly string[]) =>
    regionsNamed(face, names).flatMap(({ parts }) => intervalsOnAxis(partsInFace(level, parts), 1));
  const stretches = joinIntervals(along(ACROSS));
  const skin = along(['skin']);
  const landmarks = landmarkPairOf(face, anatomyOf(face).side);

  const side = (name: 'right' | 'left'): Place | null => {
    const corner = (name === 'right' ? corners.outerRight : corners.outerLeft).across;
    const stretch = stretches.find(({ start, end }) => corner >= start - TOUCHES_WITHIN_PX && corner <= end + TOUCHES_WITHIN_PX);
    const within = stretch === undefined ? [] : skin.filter(({ start, end }) => start >= stretch.start - TOUCHES_WITHIN_PX && end <= stretch.end + TOUCHES_WITHIN_PX);
    if (within.length > 0) {
      const across = name === 'right' ? Math.min(...within.map(({ start }) => start)) : Math.max(...within.map(({ end }) => end));
      if (name === 'right' ? across < corner : across > corner) return { across, source: 'skin_border' };
    }
    return landmarks === null ? null : { across: toFace(frame, landmarks[name]).across, source: 'landmark' };
  };
  return { right: side('right'), left: side('left') };
}

function reasons(hasCorners: boolean, places: readonly (Place | null)[], complete: boolean): Warning[] {
  const details: string[] = [];
  const sides = [places[0], places.at(-1)];
  if (!hasCorners) details.push('Neither landmarks nor label map give the corners of both eyes: the fifths are null.');
  else if (sides.some((side) => !side)) details.push("Neither label map nor landmarks give a side of the face at the height of the eyes: the fifth beside it is null.");
  else if (!complete) details.push('Sides of the face and corners of the eyes do not follow one another: the fifths between those that do not are null.');
  if (sides.some((side) => side?.source === 'landmark')) details.push('The label map has no skin beside an outer corner of the eyes: the landmark of that side of the face was taken.');
  return details.map((detail) => ({ code: 'measures_fifths', detail }));
}
