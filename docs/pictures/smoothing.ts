import {
  applyAffine,
  type Arc,
  attributes,
  faceCorners,
  IDENTITY,
  invertAffine,
  type LabelMap,
  partitionLabelMap,
  type Point,
  scaleAffine,
  type Size,
} from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { ACCENT, dots, INK, line, picture, pixels } from './drawing.ts';

const SCALE = 12;
const MARGIN_PX = 4;

/** A case of which is known what its pixels were painted from. */
export interface PaintedCase {
  readonly map: LabelMap;
  /** 478 of MediaPipe, in portrait pixels. */
  readonly landmarks: readonly Point[];
  readonly portrait: Size;
  /** By label, in portrait pixels. */
  readonly outlines: Readonly<Record<string, readonly (readonly (readonly Point[])[])[]>>;
}

/** The regions of one place straight, half smoothed and smoothed, over the outlines that the pixels were painted from. */
export function drawSmoothing(cv: OpenCv, { map, landmarks, portrait, outlines }: PaintedCase, labels: readonly number[]): string {
  const { map: cleaned, report } = clean(cv, map, 4);
  const toMap = invertAffine(scaleAffine(portrait.width / map.width, portrait.height / map.height));
  const moved = (points: readonly Point[]): Point[] => points.map((point) => applyAffine(toMap, point));
  const corners = moved(faceCorners(landmarks, 'mediapipe-478'));
  const truth = labels.flatMap((label) => outlines[label]!.flat()).map((ring) => moved([...ring, ring[0]!]));
  const all = truth.flat();
  const [columns, rows] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [x, y] = [Math.floor(Math.min(...columns)) - MARGIN_PX, Math.floor(Math.min(...rows)) - MARGIN_PX];
  const frame = { x, y, width: Math.ceil(Math.max(...columns)) + MARGIN_PX - x, height: Math.ceil(Math.max(...rows)) + MARGIN_PX - y };
  return picture('An eye with straight borders, half smoothed and smoothed, over the outline it was painted from', SCALE, [0, 0.5, 1].map((smoothing) => {
    const options = { detail: { kind: 'preset', name: 'balanced' }, smoothing, corners, placement: IDENTITY } as const;
    const { topology, certificate } = partitionLabelMap(cleaned, options, report);
    const arcs = topology.arcs.filter(({ left, right }) => labels.includes(left) || labels.includes(right));
    const drift = Math.max(...labels.map((label) => certificate.regions.get(label)!.smoothingDriftPx));
    return {
      ...frame,
      title: smoothing === 0 ? 'smoothing 0' : `smoothing ${smoothing}: drift ${drift.toFixed(2)} px`,
      elements: [
        ...pixels(cleaned, frame),
        ...truth.map((ring) => line(ring.map(([px, py]): Point => [hundredths(px), hundredths(py)]), { stroke: INK, 'stroke-width': 0.12 })),
        ...arcs.map((arc) => `<path${attributes({ d: pathOf(arc), fill: 'none', stroke: ACCENT, 'stroke-width': 0.25 })}/>`),
        ...arcs.flatMap((arc) => dots(arc.curve?.map(([, , end]) => end) ?? arc.points, 0.4, { fill: ACCENT })),
      ],
    };
  }));
}

function pathOf({ points, curve }: Arc): string {
  const [start, ...rest] = points;
  const pieces = curve?.map((cubic) => `C${cubic.map((point) => point.join(' ')).join(' ')}`) ?? rest.map((point) => `L${point.join(' ')}`);
  return `M${start!.join(' ')}${pieces.join('')}`;
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}
