import type { LandmarkShare } from '../../contract/label-finding.ts';
import type { Point } from '../plane/affine.ts';
import { faceFacts, type Fact } from './face-facts.ts';
import type { LyingPart, PlacedPart, Twins } from './face-layout.ts';
import type { Place } from './landmark-frame.ts';
import type { LabelSchema, PartName } from './label-schema.ts';
import type { Piece } from './label-pieces.ts';
import { FEATURES, type Feature, featureOf, isInPlace } from './part-places.ts';
import { evidenceFor, growsOutOfSkin, type Reading, SAYS_GROWN, saysTwins, saysUnknown, unknownShare } from './read-as-schema.ts';

/** A map, and the face that landmarks put on it. */
export interface PlacedMap {
  /** Pieces by label, noise left out, the largest first. */
  readonly pieces: ReadonlyMap<number, readonly Piece[]>;
  /** Where a point of the map lies in the landmarks' face. */
  place(point: Point): Place;
  /** Label with the longest common border. */
  neighbourOf(label: number): number | null;
}

/** How a schema reads a map whose face lies where the landmarks say. */
export interface PlacedReading extends Reading {
  /** Whether the landmarks uphold the schema, for all that speaks against it. */
  readonly upheld: boolean;
  /** Labels that lie where their part cannot. */
  readonly odd: readonly number[];
  /** Of each label the pieces that lie in place, all of them together. */
  readonly inPlace: ReadonlyMap<number, LyingPart>;
}

/** Of a label's pixels, for it to be in place: of two faces the other one has as many, or more. */
const MIN_IN_PLACE = 0.1;
/** Groups of landmarks whose labels have to lie in place. One is found by chance. */
const MIN_GROUPS = 2;
/** Of a group's landmarks, on its labels: brows that are drawn thinly get few. */
const MIN_SHARE = 0.2;
/** Of all groups' landmarks. */
const MIN_MEAN_SHARE = 0.4;
/** Of the facts, for a schema to be kept. */
const MIN_HELD = 0.75;
/** Of the labels one in so many may lie elsewhere, and a single one always. */
const MAX_ODD = 5;
const MAX_UNKNOWN = 0.1;
/** Of the map's regions: smaller labels that a schema does not know say nothing. */
const MIN_STRANGE = 0.001;
/** Parts of whose number there are exchanged ones: two of them in each other's place are another numbering, and no fault. */
const TOLD_APART: ReadonlySet<PartName> = new Set(['skin', 'eye', 'brow', 'nose', 'upper_lip', 'lower_lip', 'lips', 'hair']);

/**
 * Asks of every label by itself whether it lies where the landmarks have its part. A part that is missing says nothing, and
 * one that lies elsewhere costs confidence, as long as the others are there.
 *
 * @param shares of the schema's own reading
 */
export function readByLandmarks(schema: LabelSchema, map: PlacedMap, shares: LandmarkShare, twins: Twins): PlacedReading {
  const judged = judge(schema, map, shares, twins);
  return { ...judged, upheld: judged.upheld && !isExchanged(schema, map, twins, judged) };
}

function judge(schema: LabelSchema, map: PlacedMap, shares: LandmarkShare, twins: Twins): PlacedReading {
  const parts: PlacedPart[] = [];
  const inPlace = new Map<number, LyingPart>();
  const odd: number[] = [];
  const facts: Fact[] = [];
  const total = [...map.pieces.values()].flat().reduce((sum, { pixels }) => sum + pixels, 0);
  for (const [label, pieces] of map.pieces) {
    const part = schema.parts.get(label);
    if (part === undefined) {
      if (together(pieces)!.pixels >= MIN_STRANGE * total) facts.push({ holds: false, says: `the schema does not know label ${label}` });
      continue;
    }
    const good = together(pieces.filter(({ centroid }) => isInPlace(part.name, map.place(centroid))));
    const all = together(pieces)!;
    const isThere = good !== null && good.pixels >= MIN_IN_PLACE * all.pixels;
    facts.push({ holds: isThere, says: `label ${label} (${part.name}) lies elsewhere` });
    if (!isThere) {
      odd.push(label);
      continue;
    }
    inPlace.set(label, good);
    const both = twins.get(label)?.filter(({ centroid }) => isInPlace(part.name, map.place(centroid))) ?? [];
    if (both.length === 2) {
      facts.push({ holds: false, says: saysTwins(schema, label) });
      for (const { pixels, centroid } of both) parts.push({ name: part.name, subjectSide: null, label, pixels, ...map.place(centroid) });
    } else parts.push({ ...part, label, pixels: good.pixels, ...map.place(good.centroid) });
  }
  const groups = FEATURES.filter((group) => hasGroup(parts, group));
  const supported = groups.filter((group) => (shares[group] ?? 1) >= MIN_SHARE);
  const blobs = new Map(Array.from(map.pieces, ([label, pieces]) => [label, together(pieces)!]));
  const unknown = unknownShare(blobs, schema);
  facts.push(
    ...faceFacts({ parts }, true).filter(({ says }) => !says.endsWith('lies elsewhere')),
    { holds: unknown <= MAX_UNKNOWN, says: saysUnknown(unknown) },
    ...groups.map((group) => ({ holds: supported.includes(group), says: `few landmarks of the ${NAMES[group]} fall on their labels` })),
  );
  const grown = growsOutOfSkin(schema, inPlace, map.neighbourOf);
  facts.push({ holds: grown || !inPlace.has(labelOf(schema, 'skin')), says: SAYS_GROWN });
  const held = facts.filter(({ holds }) => holds).length / facts.length;
  const oddFeatures = odd.filter((label) => TOLD_APART.has(schema.parts.get(label)!.name) && schema.parts.get(label)!.name !== 'hair');
  return {
    name: schema.name,
    fits: false,
    upheld:
      supported.length >= MIN_GROUPS &&
      meanOf(groups.map((group) => shares[group])) >= MIN_MEAN_SHARE &&
      held >= MIN_HELD &&
      oddFeatures.length <= 1 &&
      odd.length <= Math.max(1, map.pieces.size / MAX_ODD) &&
      unknown <= 0.5,
    confidence: evidenceFor(schema, map.pieces) * (held === 1 ? 1 : (held * held) / 2),
    rollDegrees: 0,
    against: facts.filter(({ holds }) => !holds).map(({ says }) => says),
    odd,
    inPlace,
  };
}

/** Whether the one odd part and another would both lie in place under each other's number. */
function isExchanged(schema: LabelSchema, map: PlacedMap, twins: Twins, { odd, against }: PlacedReading): boolean {
  return odd.some((label) => {
    const own = schema.parts.get(label)!;
    if (!TOLD_APART.has(own.name)) return false;
    return [...map.pieces.keys()].some((other) => {
      const part = schema.parts.get(other);
      if (part === undefined || other === label || part.name === own.name || !TOLD_APART.has(part.name)) return false;
      const parts = new Map([...schema.parts, [label, part], [other, own]]);
      const exchanged = judge({ ...schema, parts }, map, UNKNOWN_SHARES, twins);
      return exchanged.odd.length < odd.length && exchanged.against.length < against.length;
    });
  });
}

/** Shares are those of a schema's own numbers. */
const UNKNOWN_SHARES: LandmarkShare = { eye: null, brow: null, nose: null, lip: null };

const NAMES: Readonly<Record<Feature, string>> = { eye: 'eyes', brow: 'brows', nose: 'nose', lip: 'mouth' };

/** 1 where nothing is known. */
function meanOf(shares: readonly (number | null)[]): number {
  const known = shares.filter((share) => share !== null);
  return known.length === 0 ? 1 : known.reduce((sum, share) => sum + share, 0) / known.length;
}

function hasGroup(parts: readonly PlacedPart[], group: Feature): boolean {
  return parts.some(({ name }) => featureOf(name) === group);
}

function labelOf({ parts }: LabelSchema, wanted: PartName): number {
  return [...parts].find(([, { name }]) => name === wanted)?.[0] ?? 0;
}

/** Pieces as one part; null of none. */
export function together(pieces: readonly LyingPart[]): LyingPart | null {
  const pixels = pieces.reduce((sum, piece) => sum + piece.pixels, 0);
  if (pixels === 0) return null;
  const along = (axis: 0 | 1): number => pieces.reduce((sum, piece) => sum + piece.pixels * piece.centroid[axis], 0) / pixels;
  return { pixels, centroid: [along(0), along(1)] };
}
