import type { Point, Size } from '../plane/affine.ts';
import type { Chains } from '../lattice/place.ts';
import type { DenseBorder } from './dense-border.ts';

/** A turn is measured between the ways this many pixels before and behind; stairs of pixels turn less over that. */
const WINDOW = 4;
/** Cosine of the least turn, 65 degrees, that makes a corner by itself. */
const SHARP = Math.cos((65 * Math.PI) / 180);
/** Cosine of the least turn, 30 degrees, that makes one where a corner is known to be. */
const BLUNT = Math.cos((30 * Math.PI) / 180);
/** A corner turns at once: a circle turns twice as far over twice the window. */
const LONGER_TURN = 1.45;

/**
 * Points of chains where the traced border turns sharply. Known corners are looked for near the places given: the
 * sharpest turn there, or else the nearest point of a border; none where borders meet there.
 *
 * @param dense null for borders that are not smoothed
 * @param known label-map pixels
 * @returns one flag a point
 */
export function findCorners(chains: Chains, dense: readonly (DenseBorder | null)[], known: readonly Point[], size: Size): Uint8Array {
  const { offsets, xs } = chains;
  const corners = new Uint8Array(xs.length);
  /** Cosine of the turn at each point, 1 where it is not known. */
  const turns = new Float64Array(xs.length).fill(1);
  for (const [k, border] of dense.entries()) {
    if (border === null) continue;
    const start = offsets[k]!;
    const { at } = border;
    for (const [p, i] of at.entries()) turns[start + p] = turnCosine(border, i, WINDOW);
    for (const [p, i] of at.entries()) {
      if (turns[start + p]! > SHARP || !isSharpest(turns.subarray(start, start + at.length), border, p)) continue;
      const longer = turnCosine(border, i, 2 * WINDOW);
      if (Math.acos(longer) <= LONGER_TURN * Math.acos(turns[start + p]!)) corners[start + p] = 1;
    }
  }
  for (const place of known) pinNear(chains, dense, turns, place, searchRadius(size), corners);
  for (const [k, border] of dense.entries()) {
    if (border === null || !border.closed) continue;
    const [start, last] = [offsets[k]!, offsets[k + 1]! - 1];
    corners[start] = corners[last] = corners[start]! | corners[last]!;
  }
  return corners;
}

/** Landmarks are off by a percent or so of the face's size. */
function searchRadius({ width, height }: Size): number {
  return Math.max(3, 0.012 * Math.sqrt(width * height));
}

/** 1 where the border does not reach so far, or turns nowhere. */
function turnCosine({ xs, ys, closed }: DenseBorder, i: number, window: number): number {
  const count = xs.length;
  if (closed ? count < 4 * window : i < window || i + window >= count) return 1;
  const [before, behind] = [(i - window + count) % count, (i + window) % count];
  const [ux, uy] = [xs[i]! - xs[before]!, ys[i]! - ys[before]!];
  const [vx, vy] = [xs[behind]! - xs[i]!, ys[behind]! - ys[i]!];
  const lengths = (ux * ux + uy * uy) * (vx * vx + vy * vy);
  return lengths === 0 ? 1 : Math.max(-1, Math.min(1, (ux * vx + uy * vy) / Math.sqrt(lengths)));
}

/** Whether no point of the chain within the window turns more. Of equal ones all are the sharpest: neither end is preferred. */
function isSharpest(turns: Float64Array, { at, xs, closed }: DenseBorder, p: number): boolean {
  const distinct = closed ? at.length - 1 : at.length;
  for (const step of [-1, 1]) {
    for (let q = p + step; closed || (q >= 0 && q < distinct); q += step) {
      const point = (q + distinct) % distinct;
      const apart = Math.abs(at[point]! - at[p]!);
      if ((closed ? Math.min(apart, xs.length - apart) : apart) > WINDOW) break;
      if (turns[point]! < turns[p]!) return false;
    }
  }
  return true;
}

function pinNear(chains: Chains, dense: readonly (DenseBorder | null)[], turns: Float64Array, [x, y]: Point, radius: number, corners: Uint8Array): void {
  const { count, offsets, xs, ys } = chains;
  let sharpest = BLUNT;
  let nearest = radius * radius;
  let pinned: number[] = [];
  for (let k = 0; k < count; k++) {
    const border = dense[k]!;
    if (border === null) continue;
    const [start, last] = [offsets[k]!, offsets[k + 1]! - 1];
    for (let p = start; p <= last; p++) {
      const distance = (xs[p]! - x) ** 2 + (ys[p]! - y) ** 2;
      if (distance > radius * radius) continue;
      if ((p === start || p === last) && !border.closed) return;
      if (turns[p]! < sharpest) {
        sharpest = turns[p]!;
        pinned = [p];
      } else if (sharpest < BLUNT) {
        if (turns[p] === sharpest) pinned.push(p);
      } else if (distance <= nearest) {
        if (distance < nearest) pinned = [];
        nearest = distance;
        pinned.push(p);
      }
    }
  }
  for (const p of pinned) corners[p] = 1;
}
