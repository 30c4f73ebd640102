import type { Canvas } from '../../contract.ts';
import { type Affine, composeAffine, rotationAbout, type Size } from '../affine.ts';

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

function turnedSize(degrees: number, { width, height }: Size): Size {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.abs(Math.cos(radians));
  const sin = Math.abs(Math.sin(radians));
  return {
    width: Math.ceil(width * cos + height * sin - WHOLE_WITHIN),
    height: Math.ceil(width * sin + height * cos - WHOLE_WITHIN),
  };
}
