import type { Canvas } from '../../contract/names.ts';
import { type Affine, composeAffine, rotationAbout, type Size } from '../plane/affine.ts';
import { GeometryError } from '../geometry-error.ts';

/** Keeps an extent that is whole but for rounding errors from growing by a pixel. */
const WHOLE_WITHIN = 1e-6;

export interface Placement {
  /** Original frame to upright frame. */
  readonly matrix: Affine;
  readonly size: Size;
}

/**
 * Turns a portrait by -`rollDegrees` about its centre, which lands on the centre of the new canvas: `expand` is the
 * smallest whole-pixel canvas that holds every turned pixel, `keep` has the portrait's own size and clips the corners.
 */
export function placeUpright(rollDegrees: number, portrait: Size, canvas: Canvas): Placement {
  const size = canvas === 'keep' ? portrait : turnedSize(rollDegrees, portrait);
  const turn = rotationAbout(-rollDegrees, portrait.width / 2, portrait.height / 2);
  const shift: Affine = [1, 0, 0, 1, (size.width - portrait.width) / 2, (size.height - portrait.height) / 2];
  return { matrix: composeAffine(shift, turn), size: { width: size.width, height: size.height } };
}

/**
 * How much larger than the largest portrait one may become by being turned. A square's area doubles at most, that of
 * four by one triples; only a strip grows further, to half its longer side squared.
 */
const MAX_GROWTH = 3;

/**
 * All pixels of a turned portrait are computed, whatever the canvas keeps of them.
 *
 * @param maxPixels that a portrait may have as it is sent
 * @throws GeometryError `too_large`
 */
export function checkTurned(matrix: Affine, portrait: Size, maxPixels: number): void {
  const { width, height } = sizeUnder(matrix, portrait);
  if (width * height <= MAX_GROWTH * maxPixels) return;
  const most = MAX_GROWTH * maxPixels;
  throw new GeometryError('too_large', `Turned upright, the portrait takes ${width} by ${height} pixels; at most ${most} pixels are computed.`);
}

function turnedSize(degrees: number, portrait: Size): Size {
  return sizeUnder(rotationAbout(-degrees, 0, 0), portrait);
}

/** Whole pixels that hold a picture moved by the affine. */
function sizeUnder([a, b, c, d]: Affine, { width, height }: Size): Size {
  return {
    width: Math.ceil(width * Math.abs(a) + height * Math.abs(c) - WHOLE_WITHIN),
    height: Math.ceil(width * Math.abs(b) + height * Math.abs(d) - WHOLE_WITHIN),
  };
}
