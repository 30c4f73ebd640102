import type { Point } from '../plane/affine.ts';
import type { Part } from '../plane/region.ts';
import { firstToTheLeft } from './leftward.ts';

/**
 * A part as one ring, for formats without holes: every hole is joined to the ring around it by a slit without width
 * that runs level from the hole's leftmost corner to the first border on its left. Filled by either rule, the ring
 * covers what the part covers. (Held, FIST, Algorithmica 30, 2001, joins holes from left to right, too.)
 */
export function keyholeRing({ outer, holes }: Part): readonly Point[] {
  if (holes.length === 0) return outer;
  const rings = [outer, ...holes.map(fromLeftmost).toSorted((a, b) => a[0]![0] - b[0]![0])];
  return joined(rings, slitsOf(rings));
}

/** The hole's corners from its leftmost one on. */
function fromLeftmost(hole: readonly Point[]): readonly Point[] {
  let leftmost = 0;
  hole.forEach(([x, y], i) => {
    const [bestX, bestY] = hole[leftmost]!;
    if (x < bestX || (x === bestX && y < bestY)) leftmost = i;
  });
  return [...hole.slice(leftmost), ...hole.slice(0, leftmost)];
}

/** From an edge of one ring to the first corner of another one. */
interface Slit {
  /** The corner that the edge starts from; -1: the slit begins at the first corner itself. */
  readonly after: number;
  readonly to: number;
  readonly foot: Point;
}

/** Of each ring the slits that begin on it, as they are met on the way around. */
function slitsOf(rings: readonly (readonly Point[])[]): Slit[][] {
  const slits = rings.map((): Slit[] => []);
  const rays = rings.slice(1).map(([start], i) => ({ from: start!, ring: i + 1 }));
  for (const [i, met] of firstToTheLeft(rings, rays).entries()) {
    const { from, ring: to } = rays[i]!;
    // Rounded, a hole that touches the ring around it can lie a hair outside: then any slit will do.
    if (met === null) slits[0]!.push({ after: -1, to, foot: rings[0]![0]! });
    else slits[met.ring]!.push({ after: met.edge, to, foot: [met.x, from[1]] });
  }
  return slits.map((own, ring) => onPieces(own.sort((a, b) => a.after - b.after || order(rings[ring]!, a, b)), rings[ring]!));
}

/** Which of two slits of one edge comes first. Of those at one height the one that was found later lies lower. */
function order(ring: readonly Point[], a: Slit, b: Slit): number {
  const upwards = ring.at(a.after)![1] > ring[(a.after + 1) % ring.length]![1];
  return (a.foot[1] - b.foot[1] || a.to - b.to) * (upwards ? -1 : 1);
}
/**
 * A slit splits its edge, and those found later begin on the pieces: a foot lies on the line between the two that were
 * its neighbours then. Taking the slits away again, the last one first, tells who they were.
 */
function onPieces(slits: readonly Slit[], ring: readonly Point[]): Slit[] {
  const before = slits.map((_, i) => i - 1);
  const behind = slits.map((_, i) => i + 1);
  const asFound = [...slits.keys()].sort((a, b) => slits[a]!.to - slits[b]!.to);
  for (const i of asFound.toReversed()) {
    if (before[i]! >= 0) behind[before[i]!] = behind[i]!;
    if (behind[i]! < slits.length) before[behind[i]!] = before[i]!;
  }
  const placed = [...slits];
  for (const i of asFound) {
    const { after, to, foot: [, y] } = slits[i]!;
    if (after < 0) continue;
    const end = (neighbour: Slit | undefined, corner: number) => (neighbour?.after === after ? neighbour.foot : ring[corner % ring.length]!);
    const [ax, ay] = end(placed[before[i]!], after);
    const [bx, by] = end(placed[behind[i]!], after + 1);
    placed[i] = { after, to, foot: [ax + ((y - ay) / (by - ay)) * (bx - ax), y] };
  }
  return placed;
}

/** Around the first ring, and at each slit around the ring that it leads to. Rings can hang on each other by thousands. */
function joined(rings: readonly (readonly Point[])[], slits: readonly Slit[][]): readonly Point[] {
  const path: Point[] = [];
  const open = [{ ring: 0, corner: 0, slit: 0, foot: null as Point | null }];
  for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
    const corners = rings[at.ring]!;
    const next = slits[at.ring]![at.slit];
    const end = next === undefined ? corners.length : next.after + 1;
    while (at.corner < end) path.push(corners[at.corner++]!);
    if (next !== undefined) {
      at.slit += 1;
      path.push(next.foot);
      open.push({ ring: next.to, corner: 0, slit: 0, foot: next.foot });
    } else {
      if (at.foot !== null) path.push(corners[0]!, at.foot);
      open.pop();
    }
  }
  return path;
}
