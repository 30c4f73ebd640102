import type { Point } from '../plane/affine.ts';
import type { Part, Ring } from '../plane/region.ts';

/**
 * A part as one ring, for formats without holes: every hole is joined to the ring around it by a slit without width
 * that runs level from the hole's leftmost corner to the first border on its left. Filled by either rule, the ring
 * covers what the part covers. (Held, FIST, Algorithmica 30, 2001, joins holes from left to right, too.)
 */
export function keyholeRing({ outer, holes }: Part): Ring {
  let ring = outer;
  for (const { hole, start } of holes.map(fromLeftmost).toSorted((a, b) => a.start[0] - b.start[0])) {
    ring = join(ring, hole, start);
  }
  return ring;
}

/** The hole's corners from its leftmost one on. */
function fromLeftmost(hole: Ring): { hole: Ring; start: Point } {
  let leftmost = 0;
  hole.forEach(([x, y], i) => {
    const [bestX, bestY] = hole[leftmost]!;
    if (x < bestX || (x === bestX && y < bestY)) leftmost = i;
  });
  return { hole: [...hole.slice(leftmost), ...hole.slice(0, leftmost)], start: hole[leftmost]! };
}

function join(ring: Ring, hole: Ring, start: Point): Ring {
  const [x, y] = start;
  let nearest = -Infinity;
  let after = -1;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ay > y === by > y) return;
    const meets = ax + ((y - ay) / (by - ay)) * (bx - ax);
    if (meets <= x && meets > nearest) {
      nearest = meets;
      after = i;
    }
  });
  if (after < 0) throw new RangeError('a hole lies outside of its part');
  const foot: Point = [nearest, y];
  return [...ring.slice(0, after + 1), foot, ...hole, start, foot, ...ring.slice(after + 1)];
}
