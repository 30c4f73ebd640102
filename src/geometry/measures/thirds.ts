import type { Warning } from '../../contract/warning.ts';
import { meanPoint } from '../plane/angle.ts';
import { anatomyOf, type Face, landmarkOf, landmarkPairOf, type Measured, regionPairs, regionsNamed } from '../face/face.ts';
import { type FaceFrame, fromFace, partsInFace, toFace } from '../face/face-frame.ts';
import { findHairline } from './hairline.ts';
import { type Interval, intervalsOnAxis } from './line-intervals.ts';
import type { MeasuredPoint, PlaceSource, Thirds } from './measures.ts';
import { sharesBetween } from './shares.ts';

/** Farthest that the skin's border may lie from the chin's landmark, as a share of the height from brows to chin. */
const MENTON_WITHIN = 0.15;

/** Strands of hair over the forehead are thinner than this share of the height from brows to nose. */
const STRAND = 0.1;

/** A height along the midline. */
interface Level {
  readonly down: number;
  readonly source: PlaceSource;
}

/** Hairline, brow line, subnasale and menton along the midline, and what lies between them. */
export function measureThirds(face: Face, frame: FaceFrame | null): Measured<Thirds> {
  const brow = frame && browLine(face, frame);
  const subnasale = frame && subnasaleLevel(face, frame);
  const menton = frame && mentonLevel(face, frame, brow, subnasale);
  const trichion = frame && brow && trichionLevel(face, frame, brow, subnasale);

  const levels = [trichion, brow, subnasale, menton];
  const [upper, middle, lower] = sharesBetween(levels.map((level) => level?.down ?? null)) as [
    Thirds['upper'], Thirds['middle'], Thirds['lower'],
  ];
  const point = (level: Level | null): MeasuredPoint | null =>
    frame && level && { point: fromFace(frame, { across: 0, down: level.down }), source: level.source };
  const complete = upper !== null && middle !== null && lower !== null;
  return {
    value: {
      upper,
      middle,
      lower,
      points: { trichion: point(trichion), browLine: point(brow), subnasale: point(subnasale), menton: point(menton) },
      complete,
    },
    warnings: frame === null ? [] : reasons(levels, complete, menton),
  };
}

function trichionLevel(face: Face, frame: FaceFrame, brow: Level, subnasale: Level | null): Level | null {
  const strandPx = STRAND * Math.max(0, (subnasale ?? brow).down - brow.down);
  const down = findHairline(alongMidline(face, frame, ['skin']), alongMidline(face, frame, ['hair']), brow.down, strandPx);
  return down === null ? null : { down, source: 'skin_hair_border' };
}

function browLine(face: Face, frame: FaceFrame): Level | null {
  const { glabella, browInner, browPeak } = anatomyOf(face);
  const between = landmarkOf(face, glabella);
  if (between !== null) return { down: toFace(frame, between).down, source: 'landmark' };
  const brows = [landmarkPairOf(face, browInner), landmarkPairOf(face, browPeak)].filter((pair) => pair !== null);
  if (brows.length > 0) {
    const points = brows.flatMap(({ right, left }) => [right, left]);
    return { down: toFace(frame, meanPoint(points)).down, source: 'brow_landmarks' };
  }
  const pair = regionPairs(face).find(({ name }) => name === 'brow');
  if (pair === undefined) return null;
  return { down: toFace(frame, meanPoint([pair.right.centroid, pair.left.centroid])).down, source: 'brow_regions' };
}

function subnasaleLevel(face: Face, frame: FaceFrame): Level | null {
  const landmark = landmarkOf(face, anatomyOf(face).subnasale);
  if (landmark !== null) return { down: toFace(frame, landmark).down, source: 'landmark' };
  const nose = alongMidline(face, frame, ['nose']).at(-1);
  return nose === undefined ? null : { down: nose.end, source: 'nose_border' };
}

/**
 * The lower end of the skin on the midline. A beard ends it too early, and a neck that is marked as skin too late: where
 * it lies far off the landmark, the landmark is taken.
 */
function mentonLevel(face: Face, frame: FaceFrame, brow: Level | null, subnasale: Level | null): Level | null {
  const chin = landmarkOf(face, anatomyOf(face).menton);
  const landmark = chin === null ? null : toFace(frame, chin).down;
  const top = subnasale ?? brow;
  const skin = alongMidline(face, frame, ['skin']).filter(({ end }) => top === null || end > top.down).at(-1);
  if (skin !== undefined) {
    const map: Level = { down: skin.end, source: 'skin_border' };
    if (landmark === null) return top === null ? null : map;
    if (brow !== null && Math.abs(skin.end - landmark) <= MENTON_WITHIN * Math.abs(landmark - brow.down)) return map;
  }
  return landmark === null ? null : { down: landmark, source: 'landmark' };
}

function alongMidline(face: Face, frame: FaceFrame, names: readonly string[]): Interval[] {
  return intervalsOnAxis(regionsNamed(face, names).flatMap(({ parts }) => partsInFace(frame, parts)), 0);
}

const REASONS = [
  'No border of skin and hair above the brows on the midline: there is no hairline, and the upper third is null.',
  'Neither landmarks nor label map give the height of the brows: the upper and the middle third are null.',
  'Neither landmarks nor label map give the lower end of the nose: the middle and the lower third are null.',
  'Neither label map nor landmarks give the lower end of the chin: the lower third is null.',
];

function reasons(levels: readonly (Level | null)[], complete: boolean, menton: Level | null): Warning[] {
  // Without brows nobody looked for a hairline above them.
  const details = REASONS.filter((_, i) => levels[i] === null && (i > 0 || levels[1] !== null));
  if (details.length === 0 && !complete) details.push('Hairline, brows, nose and chin do not follow one another down the midline: the thirds between those that do not are null.');
  if (menton?.source === 'landmark') details.push("The skin's lower border on the midline is missing or lies far from the landmark of the chin: the landmark was taken.");
  return details.map((detail) => ({ code: 'measures_thirds', detail }));
}
