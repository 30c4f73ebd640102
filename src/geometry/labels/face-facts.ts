import type { FaceLayout, PlacedPart } from './face-layout.ts';
import { MOUTH, type PartName } from './label-schema.ts';
import { isAround } from './part-places.ts';

// Distances are in units of the distance between eyes and mouth. The limits are wide: a wrong schema takes hair for a
// nose or an ear for an eye and is off by far more.

/** Of a head turned by 60 degrees the far eye has a fortieth of the near one's pixels. */
const SLIVER = 50;

/** What holds in every face, and what is to be said where it does not. */
export interface Fact {
  readonly holds: boolean;
  readonly says: string;
}

/**
 * What holds of the parts in every face. A pair must be among the parts: one eye and one brow lie on a line with any
 * mouth, and say nothing about the sides; landmarks do.
 *
 * @param sidesKnown whether something else tells the sides of the face
 */
export function faceFacts({ parts }: Pick<FaceLayout, 'parts'>, sidesKnown = false): Fact[] {
  const named = (name: PartName): PlacedPart[] => parts.filter((part) => part.name === name);
  const only = (name: PartName): PlacedPart | undefined => named(name)[0];
  const skin = only('skin');
  const nose = only('nose');
  const eyes = named('eye');
  const brows = named('brow');
  const ears = named('ear');
  const lips = parts.filter(({ name }) => MOUTH.includes(name));
  const features = [...named('nose'), ...eyes, ...brows, ...lips];
  const fact = (holds: boolean, says: string): Fact => ({ holds, says });
  const inner = only('inner_mouth') ?? only('teeth');

  return [
    fact(skin === undefined || features.every(({ pixels }) => pixels * 2 < skin.pixels), 'a part of the face is larger than half of the skin'),
    fact(skin === undefined || within(skin.across, -0.9, 0.9), 'the skin lies aside of the face'),
    fact(skin === undefined || within(skin.down, -0.4, 1.5), 'the skin lies above or below the face'),
    fact(nose === undefined || (within(nose.down, 0.05, 0.95) && within(nose.across, -0.7, 0.7)), 'the nose does not lie between eyes and mouth'),
    fact(eyes.every(({ pixels }) => (nose === undefined ? skin === undefined || pixels * 10 < skin.pixels : pixels * 2 < nose.pixels)), 'an eye is too large'),
    fact(eyes.every(({ across, down }) => within(across, -1.3, 1.3) && within(down, -0.35, 0.35)), 'an eye lies elsewhere'),
    fact(sidesKnown || eyes.length > 1 || brows.length > 1, 'there is no pair of eyes or brows'),
    fact(isPair(eyes), 'the eyes are no pair'),
    fact(isPair(brows), 'the brows are no pair'),
    fact(skin === undefined || ears.every(({ pixels }) => pixels * 3 < skin.pixels), 'an ear is too large'),
    fact(areOpposite(ears), 'the ears lie on one side'),
    fact(brows.every((brow) => isAbove(brow, eyes)), 'a brow does not lie above its eye'),
    fact(lips.every(({ across, down }) => within(across, -0.7, 0.7) && within(down, 0.5, 1.6)), 'a part of the mouth lies elsewhere'),
    fact(lips.every(({ down }) => nose === undefined || down > nose.down), 'a part of the mouth lies above the nose'),
    fact(isOrdered(only('upper_lip'), only('lower_lip')), 'the upper lip lies below the lower one'),
    fact(isOrdered(only('upper_lip'), inner), 'the upper lip lies below the inner mouth'),
    fact(isOrdered(inner, only('lower_lip')), 'the lower lip lies above the inner mouth'),
    fact(isOrdered(only('neck'), only('clothes')), 'the clothes lie above the neck'),
    ...parts.map((part) => fact(isAround(part.name, part), `label ${part.label} (${part.name}) lies elsewhere`)),
  ];
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
  const near = (eye: PlacedPart): number => Math.abs(eye.across - brow.across);
  const sided = eyes.find(({ subjectSide }) => subjectSide !== null && subjectSide === brow.subjectSide);
  // Both of a pair under one label have no side of their own.
  const eye = sided ?? eyes.filter(({ subjectSide }) => subjectSide === null).sort((a, b) => near(a) - near(b))[0];
  if (eye === undefined) return brow.down < 0.1;
  return brow.down < eye.down && brow.down > eye.down - 0.9 && Math.abs(brow.across - eye.across) < 0.5;
}

function isOrdered(upper: PlacedPart | undefined, lower: PlacedPart | undefined): boolean {
  return upper === undefined || lower === undefined || upper.down < lower.down + 0.05;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
