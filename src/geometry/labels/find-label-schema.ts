import type { LabelSchemaName } from '../../contract.ts';
import { wrapDegrees } from '../alignment/angle.ts';
import type { LabelMap } from '../label-map.ts';
import { BISENET_19 } from './bisenet-19.ts';
import { CELEBAMASK_19 } from './celebamask-19.ts';
import { isFace, isPlausible } from './face-facts.ts';
import { layOutFace } from './face-layout.ts';
import { type Blob, labelBlobs } from './label-blobs.ts';
import { mainNeighbour } from './label-neighbours.ts';
import type { LabelSchema, PartName } from './label-schema.ts';
import { LAPA_11 } from './lapa-11.ts';

const CANDIDATES: readonly LabelSchema[] = [LAPA_11, CELEBAMASK_19, BISENET_19];

/** Labels that hold less than this share of the map's regions are noise: they say nothing about its schema. */
const NOISE_SHARE = 0.0001;
/** A model's own extra labels (an iris) do not hide its schema; an unknown third of the face does. */
const MOST_UNKNOWN_SHARE = 0.1;
/** Between the tilt of the face and the line from eyes to mouth, which yaw and pitch skew. */
const MOST_ROLL_DIFFERENCE_DEGREES = 60;

/**
 * The schema of a label map. Numbers alone do not tell (every 19-class model uses 0 to 18), so each schema is asked
 * whether the parts lie as in a face when the labels are read its way. A stated schema is believed.
 *
 * @param rollDegrees tilt of the face where it is known: decides between schemas that explain the map equally well.
 *   Each schema's reading carries its own tilt, so none is needed, and a wrong one does no harm.
 * @returns `unknown` where no schema explains the map, or more than one does equally well
 */
export function findLabelSchema(
  map: LabelMap,
  stated: LabelSchemaName | null,
  rollDegrees: number | null = null,
): LabelSchemaName | 'unknown' {
  if (stated !== null) return stated;
  const blobs = withoutNoise(labelBlobs(map));
  const readings = CANDIDATES.flatMap((schema) => readAs(schema, blobs, map) ?? []);
  const best = Math.max(...readings.map(({ explained }) => explained));
  const equal = readings.filter(({ explained }) => explained === best);
  const upright = equal.filter(
    (reading) =>
      rollDegrees !== null && Math.abs(wrapDegrees(reading.rollDegrees - rollDegrees)) <= MOST_ROLL_DIFFERENCE_DEGREES,
  );
  const [only, ...others] = equal.length > 1 ? upright : equal;
  return only === undefined || others.length > 0 ? 'unknown' : only.name;
}

interface Reading {
  readonly name: LabelSchemaName;
  /** How many labels lie where the schema's parts do. */
  readonly explained: number;
  readonly rollDegrees: number;
}

/** null where the labels, read by the schema, do not lie as in a face. */
function readAs(schema: LabelSchema, blobs: ReadonlyMap<number, Blob>, map: LabelMap): Reading | null {
  let pixels = 0;
  let unknown = 0;
  for (const [label, blob] of blobs) {
    pixels += blob.pixels;
    if (!schema.parts.has(label)) unknown += blob.pixels;
  }
  if (unknown > MOST_UNKNOWN_SHARE * pixels) return null;
  const layout = layOutFace(blobs, schema);
  if (layout === null || !isFace(layout) || !layout.parts.every(isPlausible)) return null;
  // Hair around a face has its middle where the skin has its own; but no nose grows out of hair.
  if (mainNeighbour(map, labelOf(schema, 'nose')) !== labelOf(schema, 'skin')) return null;
  return { name: schema.name, explained: layout.parts.length, rollDegrees: layout.rollDegrees };
}

function labelOf({ parts }: LabelSchema, wanted: PartName): number {
  return [...parts].find(([, { name }]) => name === wanted)![0];
}

function withoutNoise(blobs: ReadonlyMap<number, Blob>): Map<number, Blob> {
  let pixels = 0;
  for (const blob of blobs.values()) pixels += blob.pixels;
  return new Map([...blobs].filter(([, blob]) => blob.pixels >= NOISE_SHARE * pixels));
}
