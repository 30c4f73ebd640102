import {
  type Chains,
  farthestFrom,
  type LabelMap,
  limitWithin,
  LOSSLESS,
  placeBorders,
  type Point,
  restoreFarthest,
  simplifyChain,
  traceBorders,
} from '../../src/geometry/index.ts';
import { arcPoints, chainPoints } from './chain-points.ts';
import { ACCENT, dots, INK, line, picture, pixels } from './drawing.ts';

const SCALE = 9;
const TOLERANCE_PX = 0.5;

/** One closed border in its corridor: as Douglas and Peucker simplify it, and in the fewest links. */
export function drawLinks(map: LabelMap, label: number): string {
  const borders = traceBorders(map);
  const chains = placeBorders(borders);
  const chain = [...borders.left.keys()].find((k) => borders.right[k] === label && borders.from[k]! < 0)!;
  const traced = chainPoints(chains, chain);
  const [columns, rows] = [traced.map(([x]) => x), traced.map(([, y]) => y)];
  const [x, y] = [Math.floor(Math.min(...columns)) - 2, Math.floor(Math.min(...rows)) - 2];
  const frame = { x, y, width: Math.ceil(Math.max(...columns)) + 2 - x, height: Math.ceil(Math.max(...rows)) + 2 - y };

  const fewest = new Uint8Array(chains.xs.length);
  simplifyChain(chains, fewest, chain, limitWithin(TOLERANCE_PX));
  const lossless = new Uint8Array(chains.xs.length);
  simplifyChain(chains, lossless, chain, LOSSLESS);
  const corridor = line(traced, { stroke: '#ffffff', 'stroke-opacity': 0.75, 'stroke-width': 2 * TOLERANCE_PX });
  const gates = gatesOf(arcPoints(borders, chain)).map((gate) => line(gate, { stroke: '#ffffff', 'stroke-width': 0.15 }));
  const panel = (name: string, keep: Uint8Array, passage: readonly string[]) => {
    const kept = chainPoints(chains, chain, keep);
    return {
      ...frame,
      title: `${name}: ${kept.length - 1} points`,
      elements: [
        ...pixels(map, frame),
        ...passage,
        line(traced, { stroke: INK, 'stroke-width': 0.07 }),
        line(kept, { stroke: ACCENT, 'stroke-width': 0.22 }),
        ...dots(kept, 0.42, { fill: ACCENT }),
      ],
    };
  };
  return picture('A border of a nose in its corridor, simplified in three ways', SCALE, [
    panel('Douglas–Peucker, 0.5 px', douglasPeucker(chains, chain), [corridor]),
    panel('fewest links, 0.5 px', fewest, [corridor]),
    panel('fewest links through every gate', lossless, gates),
  ]);
}

/** Of each lattice edge the segment between the centres of the pixels on both sides. */
function gatesOf(corners: readonly Point[]): Point[][] {
  return corners.slice(1).flatMap(([x1, y1], i) => {
    const [x0, y0] = corners[i]!;
    const [dx, dy] = [Math.sign(x1 - x0), Math.sign(y1 - y0)];
    return Array.from({ length: Math.abs(x1 - x0) + Math.abs(y1 - y0) }, (_, n): Point[] => {
      const [x, y] = [x0 + (n + 0.5) * dx, y0 + (n + 0.5) * dy];
      return [[x - dy / 2, y - dx / 2], [x + dy / 2, y + dx / 2]];
    });
  });
}

/** Splits at the farthest point until all are within the tolerance. */
function douglasPeucker(chains: Chains, chain: number): Uint8Array {
  const keep = chains.pinned.slice();
  const [first, end] = [chains.offsets[chain]!, chains.offsets[chain + 1]!];
  let i = first;
  for (let j = first + 1; j < end; j++) {
    if (chains.pinned[j] === 0) continue;
    if (farthestFrom(chains, i, j).squaredDistance > TOLERANCE_PX ** 2) restoreFarthest(chains, keep, i, j, TOLERANCE_PX);
    i = j;
  }
  return keep;
}
