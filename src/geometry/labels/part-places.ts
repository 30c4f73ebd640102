import type { Place } from './landmark-frame.ts';
import { MOUTH, type PartName } from './label-schema.ts';

/** The parts of a face that landmarks mark. */
export const FEATURES = ['eye', 'brow', 'nose', 'lip'] as const;
export type Feature = (typeof FEATURES)[number];

export function featureOf(name: string): Feature | null {
  if ((MOUTH as readonly string[]).includes(name)) return 'lip';
  return name === 'eye' || name === 'brow' || name === 'nose' ? name : null;
}

/** Whether the middle of a part lies where a face has it, by its landmarks. Limits are wide: heads turn and nod. */
export function isInPlace(name: PartName, { across, down }: Place): boolean {
  const aside = Math.abs(across);
  switch (name) {
    case 'eye':
      return aside < 1.1 && aside > 0.1 && Math.abs(down) < 0.3;
    case 'brow':
      return aside < 1.3 && down > -1 && down < -0.05;
    case 'nose':
      return aside < 0.6 && down > 0 && down < 0.95;
    case 'upper_lip':
    case 'inner_mouth':
    case 'lower_lip':
    case 'lips':
    case 'teeth':
      return aside < 0.7 && down > 0.65 && down < 1.6;
    case 'skin':
      // A model without a neck may call it skin.
      return aside < 0.9 && down > -0.6 && down < 2.2;
    case 'glasses':
      return aside < 0.9 && Math.abs(down) < 0.6;
    default:
      return isAround(name, { across, down });
  }
}

/** Whether a part around the face lies where it can. */
export function isAround(name: PartName, { across, down }: Place): boolean {
  switch (name) {
    case 'hair':
      return Math.abs(across) < 2 && down < 2;
    case 'hat':
      return down < 0.2;
    case 'ear':
      return Math.abs(across) > 0.5 && down > -0.6 && down < 1.3;
    case 'earring':
      return down > 0 && down < 2.5;
    case 'glasses':
      return Math.abs(across) < 0.7 && down > -0.5 && down < 0.6;
    case 'neck':
    case 'necklace':
    case 'clothes':
      return down > 1;
    default:
      return true;
  }
}
