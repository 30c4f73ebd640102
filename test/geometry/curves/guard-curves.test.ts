import { expect, test } from 'vitest';
import { IDENTITY } from '../../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { sentPoints } from '../../../src/geometry/borders/assemble.ts';
import { placeBorders } from '../../../src/geometry/lattice/place.ts';
import { traceBorders } from '../../../src/geometry/lattice/trace.ts';
import { createCurvedLinks } from '../../../src/geometry/curves/curved-links.ts';
import { densify } from '../../../src/geometry/curves/dense-border.ts';
import { createCurveGuard } from '../../../src/geometry/curves/guard-curves.ts';
import { linkHandles } from '../../../src/geometry/curves/link-handles.ts';
import { linksOf } from '../../../src/geometry/curves/links.ts';
import { placeNodes } from '../../../src/geometry/curves/nodes.ts';
import { smoothBorder } from '../../../src/geometry/curves/smooth-border.ts';

/** A disc of label 1, and what else is painted. */
function discWith(...others: [x: number, y: number][]): LabelMap {
  const size = 60;
  const ids = Uint8Array.from({ length: size * size }, (_, i) => (Math.hypot((i % size) - 29.5, Math.floor(i / size) - 29.5) < 15 ? 1 : 0));
  for (const [x, y] of others) ids[y * size + x] = 2;
  return { width: size, height: size, ids };
}

/** Labels beside which links are at fault where the disc's border is moved outward by so many pixels. */
function faultsMovingDisc(map: LabelMap, px: number): number[] {
  const borders = traceBorders(map);
  const chains = placeBorders(borders);
  const courses = Array.from({ length: chains.count }, (_, k) => {
    if (borders.left[k] === -1 || borders.right[k] === -1) return null;
    const dense = densify(chains, k, true);
    return { dense, smooth: smoothBorder(dense, [], 4) };
  });
  // Of the disc every eighth point: its curves are long enough to be round.
  const isDisc = (k: number): boolean => borders.left[k] === 1 || borders.right[k] === 1;
  const keep = new Uint8Array(chains.xs.length).fill(1);
  for (let k = 0; k < chains.count; k++) {
    for (let p = chains.offsets[k]! + 1; isDisc(k) && p < chains.offsets[k + 1]! - 1; p++) keep[p] = (p - chains.offsets[k]!) % 8 === 0 ? 1 : 0;
  }
  const links = linksOf(chains, keep, (k) => courses[k] !== null);
  const nodes = placeNodes(chains, keep, courses.map((course) => course && course.dense), new Uint8Array(chains.xs.length));
  const handles = linkHandles(links, courses, nodes, 1);
  const flatness = new Float64Array(chains.count).fill(0.1);
  const curved = createCurvedLinks(chains, links, courses, handles, nodes, 1, flatness, sentPoints(chains, IDENTITY), IDENTITY);
  for (let k = 0; k < chains.count; k++) if (isDisc(k)) curved.offset(k, -px);
  for (let link = 0; link < links.count; link++) {
    if (courses[links.chain[link]!] === null) curved.levels[link] = 3;
    curved.redraw(link);
  }
  const faulty = createCurveGuard(chains, links, curved, map).faultyAmong(Array(links.count).keys());
  return [...new Set(Array.from(faulty, (link) => Math.max(borders.left[links.chain[link]!]!, borders.right[links.chain[link]!]!)))].sort((a, b) => a - b);
}

test('alone a border may move', () => {
  expect(faultsMovingDisc(discWith(), 0)).toEqual([]);
  for (const px of [1, 4, 8]) expect(faultsMovingDisc(discWith(), px)).toEqual([]);
});

test('onto an island it may not, nor may the island stay as it is bent', () => {
  expect(faultsMovingDisc(discWith([48, 29], [48, 30]), 1)).toEqual([]);
  expect(faultsMovingDisc(discWith([48, 29], [48, 30]), 4)).toContain(1);
});

test('nor over an island that it does not touch, before or after', () => {
  expect(faultsMovingDisc(discWith([48, 29], [48, 30]), 8)).toContain(1);
});

test('nor over the frame', () => {
  expect(faultsMovingDisc(discWith(), 20)).toContain(1);
});
