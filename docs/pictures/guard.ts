import {
  type Chains,
  guardChains,
  IDENTITY,
  type LabelMap,
  limitWithin,
  LOSSLESS,
  placeBorders,
  type Point,
  sentPoints,
  simplifyChain,
  traceBorders,
} from '../../src/geometry/index.ts';
import { chainPoints } from './chain-points.ts';
import { ACCENT, dots, INK, line, picture, pixels } from './drawing.ts';

const SCALE = 15;
const TOLERANCE_PX = 5.5;

/** A coarse border that jumps over an island in its bay, and what the guard makes of it. */
export function drawGuard(): string {
  const map = bayWithIsland();
  const frame = { x: 0, y: 0, width: map.width, height: map.height };
  const chains = placeBorders(traceBorders(map));
  const keep = new Uint8Array(chains.xs.length);
  const coast = longestInside(chains);
  for (let k = 0; k < chains.count; k++) simplifyChain(chains, keep, k, k === coast ? limitWithin(TOLERANCE_PX) : LOSSLESS);
  const guarded = keep.slice();
  guardChains(chains, guarded, sentPoints(chains, IDENTITY), new Float64Array(chains.count).fill(TOLERANCE_PX), map);
  // Borders on the map's frame stay as they are.
  const drawn = [...Array(chains.count).keys()].filter((k) => chains.pinned.subarray(chains.offsets[k], chains.offsets[k + 1]).includes(0));
  const panel = (title: string, flags: Uint8Array) => ({
    ...frame,
    title,
    elements: [
      ...pixels(map, frame),
      ...drawn.map((k) => line(chainPoints(chains, k), { stroke: INK, 'stroke-width': 0.06 })),
      ...drawn.flatMap((k) => {
        const kept: Point[] = chainPoints(chains, k, flags);
        return [line(kept, { stroke: ACCENT, 'stroke-width': 0.2 }), ...dots(kept, 0.28, { fill: ACCENT })];
      }),
    ],
  });
  return picture('A border simplified coarsely jumps over an island; with points restored it does not', SCALE, [
    panel(`within ${TOLERANCE_PX} px, no guard: the island changes sides`, keep),
    panel('guarded: points restored until it does not', guarded),
  ]);
}

/** The chain with the most points that could be dropped: none of those on the frame can. */
function longestInside({ count, offsets, pinned }: Chains): number {
  let longest = -1;
  let most = 0;
  for (let k = 0; k < count; k++) {
    const free = pinned.subarray(offsets[k], offsets[k + 1]).filter((flag) => flag === 0).length;
    if (free > most) [longest, most] = [k, free];
  }
  return longest;
}

function bayWithIsland(): LabelMap {
  const [width, height] = [32, 17];
  const ids = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    if ((x - 16) ** 2 + (y - 8.5) ** 2 < 2.6) return 7;
    const coast = 6 + 5 * Math.exp(-(((x - 16) / 6) ** 2));
    return y < coast ? 3 : 1;
  });
  return { width, height, ids };
}
