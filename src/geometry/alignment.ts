import type { Affine, Size } from './affine.ts';

export interface Cue {
  readonly name: string;
  readonly angleDegrees: number;
  readonly weight: number;
}

/** How the face is turned upright. One affine, decided once, moves the picture and the vectors. */
export interface Alignment {
  /** Tilt of the face as sent, positive is clockwise on the screen, over the full circle: (-180, 180]. */
  readonly rollDegrees: number;
  readonly method: 'auto' | 'eyes' | 'first-two' | 'none';
  readonly schema: string;
  /** Weighted spread of the cues about the roll. */
  readonly spreadDegrees: number;
  readonly cues: readonly Cue[];
  /** Why the portrait was left as it came, or null where it was turned. */
  readonly skipped: string | null;
  /** Original frame to upright frame, portrait pixels. */
  readonly matrix: Affine;
  readonly inverse: Affine;
  readonly originalSize: Size;
  readonly uprightSize: Size;
}
