import type { DescribedRegion } from '../face/described-region.ts';
import type { Point, Size } from '../plane/affine.ts';
import type { Arc } from '../plane/topology.ts';
import { innerBox, innerPlace, segmentMeetsBox, type TextBox } from './inner-place.ts';
import { countMarked, createGrid, markBox, markRegions, type MarkedGrid } from './marked-grid.ts';
import { textBox } from './text-box.ts';
import { largestVisiblePart } from './visible-part.ts';

export interface PlacedCaption {
  readonly label: number;
  readonly text: string;
  readonly fontSize: number;
  /** Middle of the text. */
  readonly place: Point;
  readonly box: TextBox;
  /** From the region to the text, where that stands beside it. */
  readonly leader: readonly [from: Point, to: Point] | null;
}

/** Font sizes over the longer side of the drawing, largest first. */
const INNER_FONTS = [0.026, 0.021, 0.016];
const OUTER_FONT = 0.018;
/** What is legible where the drawing is shown pixel by pixel. */
const MIN_FONT_PX = 9;
/** Precision of a place over the longer side of the drawing. */
const PRECISION = 0.002;
/** Cells of the search for free places along the longer side of the drawing. */
const CELLS = 96;

/** What a place costs beside the length of its leader, over the longer side of the drawing. */
const COST = { onRegions: 1.5, inTheWay: 0.3 };
/** Leaders run rather level than upright. */
const STEEPNESS = 1.4;

/**
 * Places for texts, none on another: in the largest part that shows of the region where the text fits, else as near to it as can
 * be where nothing is drawn, else on other regions. A text with no place at all is left out.
 */
export function placeCaptions(
  regions: readonly DescribedRegion[], textOf: (region: DescribedRegion) => string, size: Size, arcs: readonly Arc[],
): PlacedCaption[] {
  const longer = Math.max(size.width, size.height);
  const innerFonts = INNER_FONTS.map((font) => Math.max(font * longer, MIN_FONT_PX));
  const inside: PlacedCaption[] = [];
  const beside: { label: number; text: string; anchor: Point }[] = [];
  for (const region of regions) {
    const largest = largestVisiblePart(region.parts, size);
    const text = textOf(region);
    if (largest === null || text === '') continue;
    const boxes = innerFonts.map((font) => textBox(text, font));
    const fit = innerBox(largest, boxes, PRECISION * longer);
    if (fit === null) beside.push({ label: region.label, text, anchor: innerPlace(largest, PRECISION * longer).place });
    else inside.push({ label: region.label, text, fontSize: innerFonts[boxes.indexOf(fit.box)]!, ...fit, leader: null });
  }
  if (beside.length === 0) return inside;

  const grid = createGrid(size, longer / CELLS);
  markRegions(grid, arcs, new Set(regions.map(({ label }) => label)));
  const taken: MarkedGrid = { ...grid, marked: new Uint8Array(grid.marked.length) };
  const ground: Ground = { longer, taken, onRegions: countMarked(grid), anchors: beside.map(({ anchor }) => anchor) };
  for (const { place, box } of inside) markBox(taken, place, box.width, box.height);
  for (const anchor of ground.anchors) markBox(taken, anchor, grid.cell / 2, grid.cell / 2);
  const placed = [...inside];
  for (const { label, text, anchor } of beside) {
    const fontSize = Math.max(OUTER_FONT * longer, MIN_FONT_PX);
    const box = textBox(text, fontSize);
    const found = findFreePlace(anchor, box, placed, ground);
    if (found === null) continue;
    placed.push({ label, text, fontSize, box, ...found });
    markBox(taken, found.place, box.width, box.height);
  }
  return placed;
}

/** What a search for a free place looks at. */
interface Ground {
  readonly longer: number;
  /** Cells under texts, and under the ends of leaders: a leader that ends under a text could be taken for another's. */
  readonly taken: MarkedGrid;
  readonly onRegions: ReturnType<typeof countMarked>;
  readonly anchors: readonly Point[];
}

type FreePlace = Pick<PlacedCaption, 'place' | 'leader'>;

/** Goes over the places on the grid, the rows next to the anchor first: bounded, and the same for the same drawing. */
function findFreePlace(anchor: Point, box: TextBox, placed: readonly PlacedCaption[], ground: Ground): FreePlace | null {
  const { taken: { cell, columns, rows }, onRegions, longer } = ground;
  const onTexts = countMarked(ground.taken);
  const [across, down] = [Math.ceil(box.width / cell), Math.ceil(box.height / cell)];
  const middleOf = (row: number): number => (row + down / 2) * cell;
  const distanceOf = (row: number): number => Math.abs(middleOf(row) - anchor[1]);
  const nearest = Array.from({ length: Math.max(0, rows - down + 1) }, (_, row) => row).toSorted((a, b) => distanceOf(a) - distanceOf(b));
  let [best, least]: [FreePlace | null, number] = [null, Infinity];
  for (const row of nearest) {
    const rise = STEEPNESS * Math.max(0, distanceOf(row) - box.height / 2);
    if (rise >= least) break;
    for (let column = 0; column + across <= columns; column++) {
      const aside = Math.max(0, Math.abs((column + across / 2) * cell - anchor[0]) - box.width / 2);
      const covered = onRegions(column, row, across, down) / (across * down);
      let cost = Math.sqrt(aside * aside + rise * rise) + (covered === 0 ? 0 : (1 + covered) * COST.onRegions * longer);
      if (cost >= least || onTexts(column, row, across, down) > 0) continue;
      const place: Point = [(column + across / 2) * cell, middleOf(row)];
      const end = leaderEnd(anchor, place, box);
      const fewest = Math.ceil((least - cost) / (COST.inTheWay * longer));
      cost += COST.inTheWay * longer * countInTheWay(anchor, end, placed, ground, fewest);
      if (cost < least) [best, least] = [{ place, leader: [anchor, end] }, cost];
    }
  }
  return best;
}

/** The middle of the box's side that faces the region. */
function leaderEnd([ax, ay]: Point, [x, y]: Point, { width, height }: TextBox): Point {
  if (ax < x - width / 2) return [x - width / 2, y];
  if (ax > x + width / 2) return [x + width / 2, y];
  return [x, ay < y ? y - height / 2 : y + height / 2];
}

/** Texts, leaders and regions' ends of leaders that a leader would run over, counted up to so many. */
function countInTheWay(from: Point, to: Point, placed: readonly PlacedCaption[], { anchors, taken: { cell } }: Ground, most: number): number {
  const meets = ([x, y]: Point, { width, height }: TextBox): boolean =>
    segmentMeetsBox([from[0] - x, from[1] - y], [to[0] - x, to[1] - y], width / 2, height / 2);
  let count = 0;
  for (const { place, box, leader } of placed) {
    if (count >= most) return count;
    if (meets(place, box)) count++;
    if (leader !== null && doCross(from, to, leader[0], leader[1])) count++;
  }
  for (const anchor of anchors) if (count < most && anchor !== from && meets(anchor, { width: cell, height: cell })) count++;
  return count;
}

function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

function side([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): boolean {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0;
}
