import type { LabelMap } from '../lattice/label-map.ts';

/** Thickest outline that annotation tools leave between regions; what is thicker is an area of its own. */
const WIDEST_OUTLINE = 16;
/** Of all pixel sides between two regions so few lie bare in a map whose regions are outlined. */
const MAX_BARE = 0.1;

/**
 * The map with background in place of labels that are no region. Where they outline the regions, as in Pascal VOC, so
 * that hardly two of them touch, the outline goes to the nearest region, or to the background, whichever it lies beside.
 *
 * @returns the map itself where it has none of the labels
 */
export function withoutVoid(map: LabelMap, labels: readonly number[]): LabelMap {
  const { ids } = map;
  const isVoid = new Uint8Array(ids instanceof Uint8Array ? 256 : 65_536);
  for (const label of labels) isVoid[label] = 1;
  if (!ids.some((id) => isVoid[id] === 1)) return map;
  const blank = ids.map((id) => (isVoid[id] === 1 ? 0 : id));
  const width = outlineWidth(map, isVoid);
  return { ...map, ids: width === null ? blank : closeOutline(map, isVoid, blank, width) };
}

/** The usual thickness of the outline, null where there is none. */
function outlineWidth({ ids, width, height }: LabelMap, isVoid: Uint8Array): number | null {
  let bare = 0;
  const widths = new Uint32Array(WIDEST_OUTLINE + 1);
  const look = (first: number, step: number, length: number): void => {
    // Where the line last left a region, and for which other label.
    let since = -1;
    for (let i = 0, at = first; i < length; i++, at += step) {
      if (isVoid[ids[at]!] === 1) {
        if (since < 0 && i > 0) since = i;
        continue;
      }
      if (since >= 0 && i - since <= WIDEST_OUTLINE) widths[i - since]!++;
      else if (since < 0 && i > 0 && isVoid[ids[at - step]!] === 0 && ids[at] !== ids[at - step]) bare++;
      since = -1;
    }
  };
  for (let row = 0; row < height; row++) look(row * width, 1, width);
  for (let column = 0; column < width; column++) look(column, width, height);
  const outlined = widths.reduce((sum, count) => sum + count, 0);
  if (outlined === 0 || bare > MAX_BARE * (bare + outlined)) return null;
  let seen = 0;
  return widths.findIndex((count) => (seen += count) * 2 >= outlined);
}

/**
 * Void that is nowhere thicker than the outline is given away, pixel by pixel from its sides inwards; what is thicker,
 * grown back to where it was, is background and takes part in that as a region does.
 */
function closeOutline(map: LabelMap, isVoid: Uint8Array, blank: LabelMap['ids'], outline: number): LabelMap['ids'] {
  const { ids, width, height } = map;
  const reach = Math.ceil(outline / 2) + 1;
  const FAR = reach + 1;
  const depth = Uint8Array.from(ids, (id) => (isVoid[id] === 1 ? FAR : 0));
  const spread = (from: Int32Array, count: number, visit: (at: number, from: number) => boolean): void => {
    for (let next = 0; next < count; next++) {
      const at = from[next]!;
      const column = at % width;
      const grow = (neighbour: number): void => {
        if (visit(neighbour, at)) from[count++] = neighbour;
      };
      if (column > 0) grow(at - 1);
      if (column < width - 1) grow(at + 1);
      if (at >= width) grow(at - width);
      if (at < width * (height - 1)) grow(at + width);
    }
  };
  const queue = new Int32Array(ids.length);
  const seeds = (isSeed: (at: number) => boolean): number => {
    let count = 0;
    for (let at = 0; at < ids.length; at++) if (isSeed(at)) queue[count++] = at;
    return count;
  };
  spread(queue, seeds((at) => depth[at] === 0), (at, from) => {
    if (depth[at] !== FAR || depth[from]! >= reach) return false;
    depth[at] = depth[from]! + 1;
    return true;
  });
  // The outline beside an area is as deep as any other: only what the area grows back to belongs to it.
  const area = Uint8Array.from(depth, (value) => (value === FAR ? FAR : 0));
  spread(queue, seeds((at) => area[at] === FAR), (at, from) => {
    if (depth[at] === 0 || area[at] !== 0 || area[from] === 1) return false;
    area[at] = area[from]! - 1;
    return true;
  });
  const closed = blank.slice();
  const isOpen = Uint8Array.from(depth, (value, at) => (value > 0 && area[at] === 0 ? 1 : 0));
  spread(queue, seeds((at) => isOpen[at] === 0), (at, from) => {
    if (isOpen[at] === 0) return false;
    isOpen[at] = 0;
    closed[at] = closed[from]!;
    return true;
  });
  return closed;
}
