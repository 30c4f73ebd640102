import type { Warning } from '../../contract/warning.ts';
import type { Point, Size } from '../plane/affine.ts';
import { wrapDegrees } from '../plane/angle.ts';

/** A picture whose EXIF orientation is known, in both of its frames. */
export interface OrientedSize {
  /** 1 to 8; 1 is as stored. */
  readonly orientation: number;
  /** Of the pixels as they are stored. */
  readonly stored: Size;
  /** As it is shown, with the orientation applied. */
  readonly shown: Size;
}

/** Shapes are one within this share of their aspect: rounding of sizes stays below it. */
const SAME_ASPECT = 0.01;

/**
 * Whether sizes prove that label map and landmarks are of the pixels as they are stored: the map has their shape and not
 * that of the picture as it is shown, or, where it has neither, most landmarks lie in the stored picture alone.
 *
 * @param map null where it is not known
 * @param faces in portrait pixels, or shares of the portrait
 */
export function followsStored({ orientation, stored, shown }: OrientedSize, map: Size | null, faces: readonly (readonly Point[])[]): boolean {
  if (orientation === 1 || haveOneShape(stored, shown)) return false;
  const points = faces.flat();
  const insideOf = ({ width, height }: Size) => points.filter(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height).length;
  const [inStored, inShown] = [insideOf(stored), insideOf(shown)];
  if (map !== null && haveOneShape(map, shown)) return false;
  if (map !== null && haveOneShape(map, stored)) return inStored >= inShown;
  return points.length > 0 && inStored === points.length && inShown <= points.length / 2;
}

function haveOneShape(a: Size, b: Size): boolean {
  return Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= SAME_ASPECT;
}

/** How far an upright face is tilted in the stored pixels, degrees clockwise; nothing where EXIF only mirrors. */
const TILT_AS_STORED: Readonly<Record<number, number>> = { 3: 180, 4: 180, 5: -90, 6: -90, 7: 90, 8: 90 };
const TILT_WITHIN_DEGREES = 20;

/** What is to be said of a portrait's EXIF orientation. */
export function exifWarnings(orientation: number, wasApplied: boolean): Warning[] {
  if (orientation === 1) return [];
  if (!wasApplied) {
    return [
      {
        code: 'exif_orientation_ignored',
        detail: `The portrait carries EXIF orientation ${orientation}, which was not applied: landmarks and label map are of the pixels as they are stored, and so is the drawing.`,
      },
    ];
  }
  return [
    {
      code: 'exif_orientation_applied',
      detail: `The portrait carries EXIF orientation ${orientation}, which was applied; landmarks and label map are taken to follow it.`,
    },
  ];
}

/** Of a face that lies just as EXIF turned the portrait. */
export function exifDoubts(orientation: number, wasApplied: boolean, rollDegrees: number): Warning[] {
  const tilt = TILT_AS_STORED[orientation];
  if (!wasApplied || tilt === undefined || Math.abs(wrapDegrees(rollDegrees - tilt)) > TILT_WITHIN_DEGREES) return [];
  return [
    {
      code: 'exif_orientation_doubtful',
      detail: `The face of the landmarks is turned by ${Math.round(rollDegrees)} degrees, just as one that is upright in the portrait is in its stored pixels: landmarks and label map seem not to follow EXIF orientation ${orientation}. If so, apply it before the models (PIL: ImageOps.exif_transpose), or send options.orientation: "stored".`,
    },
  ];
}

/** The end of a refusal, where landmarks and map would match in the pixels as they are stored. */
export function storedWouldFit(orientation: number): string {
  return `The portrait carries EXIF orientation ${orientation}, and both match in its pixels as they are stored: apply the orientation before the models (PIL: ImageOps.exif_transpose), or send options.orientation: "stored".`;
}
