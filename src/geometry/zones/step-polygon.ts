import { Clipper64, ClipType, FillRule, type Path64, type PolyPath64, PolyTree64 } from 'clipper2-ts';
import type { Point } from '../plane/affine.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { Part, Ring } from '../plane/region.ts';

/** Rings in whole steps of the answer's frame; those clockwise on the screen enclose, the others are holes. */
export type StepPolygon = Path64[];

export function toSteps(ring: Ring): Path64 {
  return ring.map(([x, y]) => ({ x: Math.round(x * STEPS_PER_PX), y: Math.round(y * STEPS_PER_PX) }));
}

export function union(rings: StepPolygon): StepPolygon {
  return combine(ClipType.Union, rings, []);
}

export function intersection(a: StepPolygon, b: StepPolygon): StepPolygon {
  return combine(ClipType.Intersection, a, b);
}

export function without(a: StepPolygon, b: StepPolygon): StepPolygon {
  return combine(ClipType.Difference, a, b);
}

/** Outer rings with their holes, in pixels, the largest part first. */
export function toParts(rings: StepPolygon): Part[] {
  const tree = new PolyTree64();
  mustHold(clipper(rings, []).execute(ClipType.Union, FillRule.NonZero, tree));
  const parts: { part: Part; area: number }[] = [];
  const collect = (outer: PolyPath64): void => {
    const holes = children(outer);
    // A tree's own area counts what lies in its holes as well.
    const area = ringArea(outer.poly!) + holes.reduce((sum, hole) => sum + ringArea(hole.poly!), 0);
    parts.push({ part: { outer: toPixels(outer.poly!), holes: holes.map((hole) => toPixels(hole.poly!)) }, area });
    for (const hole of holes) children(hole).forEach(collect);
  };
  children(tree).forEach(collect);
  return parts.sort((a, b) => b.area - a.area).map(({ part }) => part);
}

function combine(type: ClipType, subject: StepPolygon, clip: StepPolygon): StepPolygon {
  const result: StepPolygon = [];
  mustHold(clipper(subject, clip).execute(type, FillRule.NonZero, result));
  return result;
}

function clipper(subject: StepPolygon, clip: StepPolygon): Clipper64 {
  const engine = new Clipper64();
  engine.addSubject(subject);
  engine.addClip(clip);
  return engine;
}

/** What the clipper tells of a state that it takes for impossible; half a zone must not pass for a whole one. */
function mustHold(succeeded: boolean): void {
  if (!succeeded) throw new Error('polygons could not be combined');
}

function children(path: PolyPath64): PolyPath64[] {
  return Array.from({ length: path.count }, (_, i) => path.child(i));
}

function toPixels(ring: Path64): Point[] {
  return ring.map(({ x, y }) => [x / STEPS_PER_PX, y / STEPS_PER_PX]);
}

function ringArea(ring: Path64): number {
  const { x: ox, y: oy } = ring[0]!;
  return ring.reduce((sum, { x, y }, i) => {
    const next = ring[(i + 1) % ring.length]!;
    return sum + ((x - ox) * (next.y - oy) - (next.x - ox) * (y - oy)) / 2;
  }, 0);
}
