import type { LabelSchemaName } from '../../contract/names.ts';
import { faceFacts } from './face-facts.ts';
import { layOutFace, type Twins } from './face-layout.ts';
import type { Blob } from './label-blobs.ts';
import type { LabelSchema, PartName } from './label-schema.ts';
import { portraitFacts } from './portrait-facts.ts';

/** A map's labels as one schema reads them. */
export interface Reading {
  readonly name: LabelSchemaName;
  /** Whether every part lies where a face has it. */
  readonly fits: boolean;
  /**
   * The product of three: the share of the map's labels that the schema knows; the share of a face's eight parts (skin,
   * eyes, brows, nose, lips) that it finds, from 0.5 for none to 1 for all; of its own parts the share that the map
   * shows, from 0.9 to 1. Where a part lies wrong, times half the squared share of facts that hold. So a schema that
   * divides the face into fewer parts is believed less: there is less that could have been wrong.
   */
  readonly confidence: number;
  /** Tilt of the face so read. */
  readonly rollDegrees: number;
  /** What speaks against it, a sentence each. */
  readonly against: readonly string[];
}

/** A model's own extra labels (an iris) do not hide its schema; an unknown third of the face does. */
const MAX_UNKNOWN_SHARE = 0.1;
/** A face has these, whatever else the picture shows, and so many of them. */
const CORE: readonly PartName[] = ['skin', 'eye', 'brow', 'nose', 'upper_lip', 'lower_lip', 'lips'];
const CORE_PARTS = 8;

/**
 * Asks whether the parts lie as in a face when the labels are read by the schema. null where the schema finds too few
 * parts to say.
 *
 * @param neighbourOf label with the longest common border; asked late, as it goes over the map
 * @param twins labels under which both of a pair lie, which is tried where the map does not fit otherwise
 */
export function readAs(
  schema: LabelSchema,
  blobs: ReadonlyMap<number, Blob>,
  neighbourOf: (label: number) => number | null,
  twins: Twins = new Map(),
): Reading | null {
  const plain = readPlain(schema, blobs, neighbourOf, new Map());
  if (plain?.fits === true || twins.size === 0) return plain;
  const twofold = readPlain(schema, blobs, neighbourOf, twins);
  return twofold?.fits === true ? { ...twofold, against: [...twins.keys()].map((label) => saysTwins(schema, label)) } : plain;
}

export function saysTwins({ parts }: LabelSchema, label: number): string {
  return `label ${label} (${parts.get(label)!.name}) has both of a pair`;
}

function readPlain(
  schema: LabelSchema,
  blobs: ReadonlyMap<number, Blob>,
  neighbourOf: (label: number) => number | null,
  twins: Twins,
): Reading | null {
  const seen = schema.name === 'mediapipe-6' ? portraitFacts(blobs, schema) : facesFacts(blobs, schema, twins);
  if (seen === null) return null;
  const unknown = unknownShare(blobs, schema);
  const facts = [...seen.facts, { holds: unknown <= MAX_UNKNOWN_SHARE, says: saysUnknown(unknown) }];
  const held = facts.filter(({ holds }) => holds).length / facts.length;
  const hold = held === 1;
  const grows = hold && growsOutOfSkin(schema, blobs, neighbourOf);
  const fits = hold && grows;
  const evidence = evidenceFor(schema, blobs);
  return {
    name: schema.name,
    fits,
    confidence: fits ? evidence : (evidence * held * held) / 2,
    rollDegrees: seen.rollDegrees,
    against: [...facts.filter(({ holds }) => !holds).map(({ says }) => says), ...(hold && !grows ? [SAYS_GROWN] : [])],
  };
}

export const SAYS_GROWN = 'the nose, or the lips, lie in something else than skin';

export function saysUnknown(share: number): string {
  return `the schema does not know ${Math.round(100 * share)} % of the map`;
}

/** How much of a face the schema finds, see {@link Reading}. */
export function evidenceFor({ parts }: LabelSchema, blobs: ReadonlyMap<number, unknown>): number {
  const known = [...blobs.keys()].filter((label) => parts.has(label));
  const core = known.filter((label) => CORE.includes(parts.get(label)!.name)).length / CORE_PARTS;
  const shown = known.length / parts.size;
  return (known.length / blobs.size) * (0.5 + 0.5 * core) * (0.9 + 0.1 * shown);
}

function facesFacts(blobs: ReadonlyMap<number, Blob>, schema: LabelSchema, twins: Twins) {
  const layout = layOutFace(blobs, schema, twins);
  return layout === null ? null : { facts: faceFacts(layout), rollDegrees: layout.rollDegrees };
}

export function unknownShare(blobs: ReadonlyMap<number, Pick<Blob, 'pixels'>>, { parts }: LabelSchema): number {
  let pixels = 0;
  let unknown = 0;
  for (const [label, blob] of blobs) {
    pixels += blob.pixels;
    if (!parts.has(label)) unknown += blob.pixels;
  }
  return unknown / pixels;
}

/**
 * Hair around a face has its middle where the skin has its own; but no nose grows out of hair, and no lips do, where a
 * schema has no nose.
 */
export function growsOutOfSkin(
  { parts }: LabelSchema,
  blobs: ReadonlyMap<number, unknown>,
  neighbourOf: (label: number) => number | null,
): boolean {
  const labelOf = (wanted: PartName): number | undefined =>
    [...parts].find(([label, { name }]) => name === wanted && blobs.has(label))?.[0];
  const feature = labelOf('nose') ?? labelOf('lips');
  return feature === undefined || neighbourOf(feature) === labelOf('skin');
}
