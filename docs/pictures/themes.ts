import { readFile } from 'node:fs/promises';
import { THEMES } from '../../src/contract/names.ts';
import {
  alignFace,
  applyAffine,
  cropToFace,
  describeRegions,
  type Drawing,
  drawSvg,
  type LabelMap,
  LANDMARK_SCHEMA_TABLES,
  meanPoint,
  partitionLabelMap,
  pick,
  type Point,
  readLandmarks,
  type Style,
} from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import { decodePortrait } from '../../src/imaging/decode-portrait.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { rotatePortrait } from '../../src/imaging/rotate-portrait.ts';
import { svgToPng } from '../../src/imaging/svg-to-png.ts';

const LIMITS = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
/** Around the landmarks, so that the hair is there and texts have room. */
const MARGIN = 0.55;
const SIZE_PX = 400;

const STYLES: Readonly<Record<string, Style>> = {
  ...Object.fromEntries(THEMES.map((theme) => [theme, { theme, regions: {} }])),
  marks: { labels: 'none', fillOpacity: 0, dash: null, strokeWidth: 0.75, landmarks: true, axes: true, regions: {} },
  overrides: {
    dash: '2 3',
    regions: { '10': { fill: 'teal', fillOpacity: 0.7 }, '6': { stroke: '#ffd23f', strokeWidth: 3, dash: null }, '1': { fill: 'transparent' } },
  },
};

/** The pictures of docs/drawing.md as PNG files, by name: the whole way of the service over the map of one face. */
export async function drawThemes(cv: OpenCv, map: LabelMap): Promise<Record<string, Uint8Array>> {
  const portrait = await decodePortrait(await readFile('fixtures/astronaut/portrait.jpg'), LIMITS);
  const landmarks = readLandmarks(JSON.parse(await readFile('fixtures/astronaut/landmarks.json', 'utf8')));
  const whole = alignFace(landmarks, portrait, { method: 'auto', schema: null, canvas: 'expand', margin: 0 });
  const { matrix, uprightSize, schema } = cropToFace(whole, landmarks, MARGIN);
  const upright = await rotatePortrait(portrait, matrix, uprightSize);
  const { map: cleaned, report } = clean(cv, map, 4);
  const { regions, topology } = partitionLabelMap(cleaned, { placement: matrix }, report);
  const moved = landmarks.map((point) => applyAffine(matrix, point));
  const drawing: Omit<Drawing, 'style'> = {
    size: uprightSize,
    portrait: { mediaType: upright.mediaType, base64: Buffer.from(upright.bytes).toString('base64') },
    regions: describeRegions(regions, { labelSchema: 'lapa-11' }),
    topology,
    landmarks: moved,
    zones: [],
    axes: axesOf(moved, LANDMARK_SCHEMA_TABLES[schema]),
  };
  const pictures = Object.entries(STYLES).map(async ([name, style]) => {
    const png = await svgToPng(Buffer.from(drawSvg({ ...drawing, style })), SIZE_PX);
    return [name, png] as const;
  });
  return Object.fromEntries(await Promise.all(pictures));
}

/** Through the ends of the midline's landmarks, and through the eyes, both a little longer. */
function axesOf(points: readonly Point[], { midline, eyes }: (typeof LANDMARK_SCHEMA_TABLES)[keyof typeof LANDMARK_SCHEMA_TABLES]): Drawing['axes'] {
  const [top, bottom] = pick(points, [midline[0]!, midline.at(-1)!]);
  const [right, left] = [eyes.right, eyes.left].map((indices) => meanPoint(pick(points, indices)));
  return { midline: extended(top!, bottom!, 0.15), eyes: extended(right!, left!, 0.6) };
}

function extended([ax, ay]: Point, [bx, by]: Point, share: number): [Point, Point] {
  const [dx, dy] = [share * (bx - ax), share * (by - ay)];
  return [[ax - dx, ay - dy], [bx + dx, by + dy]];
}
