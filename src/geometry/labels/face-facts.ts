import type { FaceLayout, PlacedPart } from './face-layout.ts';
import { MOUTH, type PartName } from './label-schema.ts';

// Distances are in units of the distance between eyes and mouth. The limits are wide: a wrong schema takes hair for a
// nose or an ear for an eye and is off by far more.

/** Of a head turned by 60 degrees the far eye has a fortieth of the near one's pixels. */
const SLIVER = 50;

/**
 * What holds of the parts in every face, one answer a fact. One that does not hold is enough to refuse a schema. A pair
 * must be among the parts: one eye and one brow lie on a line with any mouth, and say nothing about the sides.
 */
export function faceFacts({ parts }: FaceLayout): boolean[] {
  const named = (name: PartName): PlacedPart[] => parts.filter((part) => part.name === name);
  const only = (name: PartName): PlacedPart | undefined => named(name)[0];
  const skin = only('skin')!;
  const nose = only('nose');
  const eyes = named('eye');
  const brows = named('brow');
  const ears = named('ear');
  const lips = parts.filter(({ name }) => MOUTH.includes(name));
  const features = [...named('nose'), ...eyes, ...brows, ...lips];

  return [
    features.every(({ pixels }) => pixels * 2 < skin.pixels),
    within(skin.across, -0.9, 0.9),
    within(skin.down, -0.4, 1.5),
    nose === undefined || (within(nose.down, 0.05, 0.95) && within(nose.across, -0.7, 0.7)),
    eyes.every(({ pixels }) => (nose === undefined ? pixels * 10 < skin.pixels : pixels * 2 < nose.pixels)),
    eyes.every(({ across, down }) => within(across, -1.3, 1.3) && within(down, -0.35, 0.35)),
    eyes.length > 1 || brows.length > 1,
    isPair(eyes),
    isPair(brows),
    ears.every(({ pixels }) => pixels * 3 < skin.pixels),
    areOpposite(ears),
    brows.every((brow) => isAbove(brow, eyes)),
    lips.every(({ across, down }) => within(across, -0.7, 0.7) && within(down, 0.5, 1.6)),
    lips.every(({ down }) => nose === undefined || down > nose.down),
    isOrdered(only('upper_lip'), only('lower_lip')),
    isOrdered(only('upper_lip'), only('inner_mouth') ?? only('teeth')),
    isOrdered(only('inner_mouth') ?? only('teeth'), only('lower_lip')),
    isOrdered(only('neck'), only('clothes')),
    ...parts.map(isPlausible),
  ];
}

/** Whether a part around the face lies where it can. The parts in its middle are asked about together. */
function isPlausible({ name, across, down }: PlacedPart): boolean {
  switch (name) {
    case 'hair':
      return within(across, -2, 2) && down < 2;
    case 'hat':
      return down < 0.2;
    case 'ear':
      return Math.abs(across) > 0.5 && within(down, -0.6, 1.3);
    case 'earring':
      return within(down, 0, 2.5);
    case 'glasses':
      return within(down, -0.5, 0.6) && within(across, -0.7, 0.7);
    case 'neck':
    case 'necklace':
    case 'clothes':
      return down > 1;
    default:
      return true;
  }
}

/** Two of a kind lie on two sides at one height, and neither is a mere speck. A single one says nothing. */
function isPair([first, second]: readonly PlacedPart[]): boolean {
  if (first === undefined || second === undefined) return true;
  return (
    Math.abs(first.across - second.across) > 0.3 &&
    Math.abs(first.down - second.down) < 0.4 &&
    Math.min(first.pixels, second.pixels) * SLIVER > Math.max(first.pixels, second.pixels)
  );
}

/** One ear of a turned head can be a sliver, so sizes say nothing. */
function areOpposite([first, second]: readonly PlacedPart[]): boolean {
  return first === undefined || second === undefined || first.across * second.across < 0;
}

function isAbove(brow: PlacedPart, eyes: readonly PlacedPart[]): boolean {
  const eye = eyes.find(({ subjectSide }) => subjectSide === brow.subjectSide);
  if (eye === undefined) return brow.down < 0.1;
  return brow.down < eye.down && brow.down > eye.down - 0.9 && Math.abs(brow.across - eye.across) < 0.5;
}

function isOrdered(upper: PlacedPart | undefined, lower: PlacedPart | undefined): boolean {
  return upper === undefined || lower === undefined || upper.down < lower.down + 0.05;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
