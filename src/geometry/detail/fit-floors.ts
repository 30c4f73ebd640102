import type { Affine } from '../plane/affine.ts';
import { findDoubtfulPixels } from './doubtful-pixels.ts';
import type { Draft, Drafts } from './drafts.ts';
import { measureFidelity, type Fidelity } from '../certificate/fidelity.ts';
import { STRAIGHT_LEVEL } from '../curves/links.ts';
import { createLimits, FINEST_LEVEL } from './level.ts';
import { sizesOf } from './region-size.ts';
import { readPolygons } from '../certificate/sent-polygons.ts';

/** What every region's fidelity must reach. */
export interface Floors {
  /** Where to begin, by pixels of the region and length of its borders. */
  readonly startLevel: (pixels: number, length: number) => number;
  readonly iou: number;
  /** Over all regions, each counted once. */
  readonly meanIou: number;
  /** Largest area error, by pixels of the region; no region is asked for less than it has before simplification. */
  readonly areaError: (pixels: number) => number;
}

/**
 * Draws coarsely at first and the regions that fall short more finely, until none does: so small regions keep their
 * shape while long borders are cheap. What is measured is what would be sent.
 */
export function fitFloors(drafts: Drafts, placement: Affine, floors: Floors): Draft {
  const { traced } = drafts;
  const limitsAt = createLimits(traced.borders);
  const sizes = sizesOf(traced);
  const levels = new Map<number, number>();
  for (const [label, { pixels, length }] of sizes) levels.set(label, floors.startLevel(pixels, length));
  const mostAreaError = (label: number): number => {
    const { pixels, placedArea } = sizes.get(label)!;
    return Math.max(floors.areaError(pixels), Math.abs(placedArea - pixels) / pixels);
  };
  for (;;) {
    const draft = drafts.draw(limitsAt((label) => levels.get(label)!));
    const polygons = readPolygons(draft.regions, placement);
    const fidelities = measureFidelity(polygons, traced.map, traced.parts, findDoubtfulPixels(polygons, traced.map));
    const short = fallingShort(fidelities, levels, floors, mostAreaError);
    if (short.length === 0) return draft;
    for (const label of short) levels.set(label, levels.get(label)! - 1);
  }
}

/** Smooths a draft whose regions reach this IoU, and those that then fall short less and less, until all reach it. */
export function smoothWithinIou(drafts: Drafts, placement: Affine, draft: Draft, leastIou: number): Draft {
  const { map, parts, borders: { left, right } } = drafts.traced;
  const roughness = new Map<number, number>();
  const levelOf = (chain: number): number => Math.max(roughness.get(left[chain]!) ?? 0, roughness.get(right[chain]!) ?? 0);
  for (;;) {
    const smooth = drafts.smooth(draft, levelOf);
    if (smooth === draft) return draft;
    const polygons = readPolygons(smooth.regions, placement);
    const fidelities = measureFidelity(polygons, map, parts, findDoubtfulPixels(polygons, map));
    const short = [...fidelities].filter(([label, { iou }]) => iou < leastIou && (roughness.get(label) ?? 0) < STRAIGHT_LEVEL);
    if (short.length === 0) return smooth;
    for (const [label] of short) roughness.set(label, (roughness.get(label) ?? 0) + 1);
  }
}

/** Labels to be drawn more finely, of those that can be. */
function fallingShort(
  fidelities: ReadonlyMap<number, Fidelity>, levels: ReadonlyMap<number, number>, floors: Floors, mostAreaError: (label: number) => number,
): number[] {
  const improvable = [...fidelities].filter(([label]) => levels.get(label)! > FINEST_LEVEL);
  const short = improvable.filter(([label, { iou, areaError }]) => iou < floors.iou || areaError > mostAreaError(label));
  if (short.length > 0) return short.map(([label]) => label);
  // Summed in their own order, not in that of the labels, so that renumbering labels changes no rounding.
  const ious = Array.from(fidelities.values(), ({ iou }) => iou).sort((a, b) => a - b);
  if (!(ious.reduce((sum, iou) => sum + iou, 0) < floors.meanIou * ious.length)) return [];
  const worst = improvable.reduce((least, [, { iou }]) => Math.min(least, iou), 1);
  return improvable.filter(([, { iou }]) => iou === worst).map(([label]) => label);
}
