import type { LabelSchemaName } from '../../contract/names.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { identifyLabels } from './identify-labels.ts';
import type { LandmarksOnMap } from './landmark-share.ts';
import { withoutVoid } from './void-labels.ts';

/** What a map would be if its labels had other numbers. */
export interface Renumbered {
  readonly schema: LabelSchemaName;
  readonly confidence: number;
  /** Which numbers, and what to do: the rest of a sentence that begins with "But". */
  readonly says: string;
}

/** Longer side of the map that is tried, in pixels: it is only asked what it looks like. */
const TRIED_SIDE = 384;
/** Of the map's frame, for a label to be taken for background. */
const MIN_OF_FRAME = 0.3;
/** Of the largest schema 18, and a few of a model's own. */
const MAX_CLASSES = 24;

interface Trial {
  readonly map: LabelMap;
  says(schema: LabelSchemaName): string;
}

/**
 * Looks for a plain reason why a map fits no schema: a label that is background or outline, numbers shifted by one, or
 * spread over the gray scale.
 */
export function findRenumbering(
  map: LabelMap,
  face: LandmarksOnMap,
  rollDegrees: number,
  { wanted = null, voids = true }: { readonly wanted?: LabelSchemaName | null; readonly voids?: boolean } = {},
): Renumbered | null {
  const small = sampled(map);
  let best: Renumbered | null = null;
  for (const { map: tried, says } of [...(voids ? voidTrials(small) : []), ...numberTrials(small)]) {
    const { shape, finding } = identifyLabels(tried, null, { face, rollDegrees });
    if (shape === 'unknown' || (wanted !== null && shape !== wanted) || finding.confidence <= (best?.confidence ?? 0)) continue;
    best = { schema: shape, confidence: finding.confidence, says: says(shape) };
  }
  return best;
}

function labelsOf({ ids }: LabelMap): number[] {
  return [...new Set(ids)].filter((label) => label !== 0).sort((a, b) => a - b);
}

/** Without a label that fills the frame, or the largest number: 255 as a rule. */
function* voidTrials(map: LabelMap): Generator<Trial> {
  for (const label of new Set([...frameLabels(map), labelsOf(map).at(-1) ?? 0])) {
    yield {
      map: withoutVoid(map, [label]),
      says: (schema) => `without label ${label} this is ${schema}: state options.labels.background ${label}`,
    };
  }
}

/** Shifted by one either way, and divided by the steps of a gray scale. */
function* numberTrials(map: LabelMap): Generator<Trial> {
  const labels = labelsOf(map);
  const [least, most] = [labels[0] ?? 0, labels.at(-1) ?? 0];
  const shifted = (by: number, background: number): LabelMap => ({
    ...map,
    ids: Uint16Array.from(map.ids, (id) => (id === background ? 0 : Math.max(0, id + by))),
  });
  if (least >= 1) yield { map: shifted(-1, 0), says: (schema) => `less 1, its labels are those of ${schema}: they are shifted by one` };
  yield { map: shifted(1, most), says: (schema) => `with 1 added, and ${most} for background, its labels are those of ${schema}: they are shifted by one` };
  for (let classes = 2; classes <= MAX_CLASSES; classes++) {
    const step = most / classes;
    if (step < 2 || labels.some((label) => Math.abs(label - step * Math.round(label / step)) > 1)) continue;
    yield {
      map: { ...map, ids: Uint16Array.from(map.ids, (id) => Math.round(id / step)) },
      says: (schema) => `its values are ${decimal(step)} apart, as of labels that were spread over the gray scale: divided by ${decimal(step)} they are ${schema}`,
    };
  }
}

/** Labels that fill much of the map's frame. */
function frameLabels({ ids, width, height }: LabelMap): number[] {
  const counts = new Map<number, number>();
  const count = (at: number): void => void counts.set(ids[at]!, (counts.get(ids[at]!) ?? 0) + 1);
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) count(y * width + x);
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) count(y * width + x);
  return [...counts].filter(([label, pixels]) => label !== 0 && pixels > MIN_OF_FRAME * 2 * (width + height)).map(([label]) => label);
}

function sampled(map: LabelMap): LabelMap {
  const { width, height, ids } = map;
  const step = Math.ceil(Math.max(width, height) / TRIED_SIDE);
  if (step <= 1) return map;
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const at = (i: number): number => Math.floor(i / columns) * step * width + (i % columns) * step;
  return { width: columns, height: rows, ids: Uint16Array.from({ length: columns * rows }, (_, i) => ids[at(i)]!) };
}

function decimal(value: number): string {
  return String(Math.round(100 * value) / 100);
}
