import type { Path64, Point64 } from 'clipper2-ts';
import { isBetween, orientation } from '../plane/orientation.ts';

interface Segment {
  /** Ends in one order, whichever way rings run along it. */
  readonly a: Point64;
  readonly b: Point64;
  readonly isPlan: boolean;
  readonly cuts: Point64[];
}

/** Rounding a crossing can move a line over a point closer than a step: such crossings are found in the next round. */
const MAX_ROUNDS = 8;

/**
 * The same rings with a point wherever a line of the plan meets another line, the same point on both, so that whatever
 * is cut out of them afterwards shares its borders digit for digit. Crossings are rounded to whole steps: a line may
 * move by a step. Borders of the map do not cross each other, and are not compared.
 */
export function nodeRings(plan: readonly Path64[], map: readonly Path64[]): { plan: Path64[]; map: Path64[] } {
  let rings = { plan: [...plan], map: [...map] };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const segments = segmentsOf(rings);
    if (!cutAtMeetings([...segments.values()])) break;
    const cut = (ring: Path64): Path64 => withCuts(ring, segments);
    rings = { plan: rings.plan.map(cut), map: rings.map.map(cut) };
  }
  return rings;
}

function segmentsOf({ plan, map }: { plan: Path64[]; map: Path64[] }): Map<string, Segment> {
  const segments = new Map<string, Segment>();
  for (const [rings, isPlan] of [[plan, true], [map, false]] as const) {
    for (const ring of rings) {
      for (const [i, from] of ring.entries()) {
        const [a, b] = inOrder(from, ring[(i + 1) % ring.length]!);
        const key = keyOf(a, b);
        if (!segments.has(key)) segments.set(key, { a, b, isPlan, cuts: [] });
      }
    }
  }
  return segments;
}

function cutAtMeetings(segments: readonly Segment[]): boolean {
  let found = false;
  const cut = ({ a, b, cuts }: Segment, point: Point64): void => {
    if (isSame(point, a) || isSame(point, b) || !isBetween(point.x, point.y, a.x, a.y, b.x, b.y)) return;
    cuts.push(point);
    found = true;
  };
  for (const [i, s] of segments.entries()) {
    if (!s.isPlan) break;
    for (let j = i + 1; j < segments.length; j++) {
      const t = segments[j]!;
      if (s.b.x < t.a.x || t.b.x < s.a.x || areApart(s, t)) continue;
      const ta = sideOf(s, t.a);
      const tb = sideOf(s, t.b);
      if (ta * tb > 0) continue;
      const sa = sideOf(t, s.a);
      const sb = sideOf(t, s.b);
      if (sa * sb > 0) continue;
      if (ta * tb < 0 && sa * sb < 0) {
        const point = crossing(s, t, ta, tb);
        cut(s, point);
        cut(t, point);
        continue;
      }
      if (ta === 0) cut(s, t.a);
      if (tb === 0) cut(s, t.b);
      if (sa === 0) cut(t, s.a);
      if (sb === 0) cut(t, s.b);
    }
  }
  return found;
}

function withCuts(ring: Path64, segments: ReadonlyMap<string, Segment>): Path64 {
  return ring.flatMap((from, i) => {
    const [a, b] = inOrder(from, ring[(i + 1) % ring.length]!);
    const { cuts } = segments.get(keyOf(a, b))!;
    const distance = ({ x, y }: Point64): number => (x - from.x) ** 2 + (y - from.y) ** 2;
    const points = [from, ...cuts.toSorted((p, q) => distance(p) - distance(q))];
    return points.filter((point, k) => k === 0 || !isSame(point, points[k - 1]!));
  });
}

function crossing(s: Segment, { a, b }: Segment, sideOfA: number, sideOfB: number): Point64 {
  const share = sideOfA / (sideOfA - sideOfB);
  const point = { x: Math.round(a.x + share * (b.x - a.x)), y: Math.round(a.y + share * (b.y - a.y)) };
  // Of a crossing within a step of an end, that end is the point of both lines.
  return [a, b, s.a, s.b].find((end) => isSame(end, point)) ?? point;
}

function sideOf({ a, b }: Segment, { x, y }: Point64): number {
  return orientation(a.x, a.y, b.x, b.y, x, y);
}

function areApart(s: Segment, t: Segment): boolean {
  return (
    Math.max(s.a.y, s.b.y) < Math.min(t.a.y, t.b.y) || Math.max(t.a.y, t.b.y) < Math.min(s.a.y, s.b.y)
  );
}

function inOrder(p: Point64, q: Point64): [Point64, Point64] {
  return p.x < q.x || (p.x === q.x && p.y <= q.y) ? [p, q] : [q, p];
}

function isSame(p: Point64, q: Point64): boolean {
  return p.x === q.x && p.y === q.y;
}

function keyOf(a: Point64, b: Point64): string {
  return `${a.x} ${a.y} ${b.x} ${b.y}`;
}
