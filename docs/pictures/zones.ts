import { ZONES } from '../../src/contract/names.ts';
import {
  alignFace,
  applyAffine,
  attributes,
  colourOf,
  composeAffine,
  deriveZones,
  describeRegions,
  escapeXml,
  type Face,
  fromFace,
  type LabelMap,
  LANDMARK_SCHEMA_TABLES,
  landmarkMidline,
  type Part,
  partitionLabelMap,
  planFace,
  type Point,
  readFacePoints,
  roundPoint,
  scaleAffine,
  type Size,
} from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { ACCENT, dots, FADED, INK, line, picture } from './drawing.ts';

const SCALE = 2.2;
/** Around the landmarks, as a share of their box. */
const MARGIN = 0.12;
const ALL_DRAWN = { brows: true, eyes: true, nose: true, lips: true };
const DECIMALS = 2;
const TEXT_DECIMALS = 3;
/** Beyond the frame of the picture. */
const FAR_PX = 1000;

/** The plan of a face, the zones that the map's borders cut out of it, and both halves. */
export function drawZones(cv: OpenCv, source: LabelMap, landmarks: readonly Point[], portrait: Size): string {
  const alignment = alignFace(landmarks, portrait, { method: 'auto', schema: null, canvas: 'expand', margin: 0 });
  const { map, report } = clean(cv, source, 4);
  const placement = composeAffine(alignment.matrix, scaleAffine(portrait.width / map.width, portrait.height / map.height));
  const { regions } = partitionLabelMap(map, { placement }, report);
  const face = {
    regions: describeRegions(regions, { labelSchema: 'lapa-11' }),
    landmarks: landmarks.map((point) => applyAffine(alignment.matrix, point)),
    schema: alignment.schema,
  };
  const { zones } = deriveZones(face, ZONES);
  const frame = frameAround(face.landmarks);
  const ground = face.regions.map(({ parts }) => shape(parts, { fill: '#f2f3f5', stroke: FADED, 'stroke-width': 0.5 }));
  const drawn = (halves: boolean) =>
    zones.flatMap(({ name, parts, centroid }, i) => {
      if (name.startsWith('half') !== halves) return [];
      const colour = colourOf(i + 1);
      const [x, y] = roundPoint(centroid, TEXT_DECIMALS);
      return [
        shape(parts, { fill: colour, 'fill-opacity': 0.55, stroke: colour, 'stroke-width': 0.8 }),
        ...name.replace('under_eye', 'under-eye').split('_').map((word, row, words) => text(word, x, y + 5 * (row - (words.length - 2) / 2) - 1)),
      ];
    });
  return picture('A face with the lines laid out by its landmarks, its zones, and its halves', SCALE, [
    {
      ...frame, title: 'laid out by landmarks',
      elements: [...ground, ...planLines(face).map((points) => line(points, { stroke: ACCENT, 'stroke-width': 0.7 })), ...dots(face.landmarks.map((point) => roundPoint(point, DECIMALS)), 0.6, { fill: INK })],
    },
    { ...frame, title: 'cut by the borders of the regions', elements: [...ground, ...drawn(false)] },
    { ...frame, title: 'halves, about the midline', elements: [...ground, ...drawn(true)] },
  ]);
}

function planLines(face: Face): Point[][] {
  const midline = landmarkMidline(face);
  const axes = midline && { midline };
  const points = axes && readFacePoints(face.landmarks, LANDMARK_SCHEMA_TABLES[face.schema], axes);
  if (axes === null || points === null) throw new Error('the landmarks lay out no face');
  const { lateral, belowEye, underEye, ...single } = planFace(points, ALL_DRAWN, FAR_PX);
  return [...Object.values(single), ...lateral, ...belowEye, ...underEye].map((ring) => [...ring, ring[0]!].map(([across, down]) => roundPoint(fromFace(axes, { across, down }), DECIMALS)));
}

function frameAround(points: readonly Point[]): { x: number; y: number; width: number; height: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  return {
    x: Math.floor(Math.min(...xs) - MARGIN * width),
    y: Math.floor(Math.min(...ys) - MARGIN * height),
    width: Math.ceil(width * (1 + 2 * MARGIN)),
    height: Math.ceil(height * (1 + 2 * MARGIN)),
  };
}

function shape(parts: readonly Part[], style: Readonly<Record<string, string | number>>): string {
  const rings = parts.flatMap(({ outer, holes }) => [outer, ...holes]);
  const d = rings.map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`).join('');
  return `<path${attributes({ d, 'fill-rule': 'evenodd', ...style })}/>`;
}

function text(word: string, x: number, y: number): string {
  return `<text${attributes({ x, y, 'font-size': 5, 'text-anchor': 'middle', fill: INK })}>${escapeXml(word)}</text>`;
}
