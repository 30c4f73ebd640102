import fc from 'fast-check';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { CleaningReport } from '../../../src/geometry/certificate/certificate.ts';
import type { Region, Ring } from '../../../src/geometry/plane/region.ts';

/** Nothing was cleaned away. */
export const UNTOUCHED: CleaningReport = { parts: 0, pixels: 0, droppedByLabel: new Map() };

/** A label map as it is drawn: one character a pixel, `.` is background, letters count from a = 1. */
export function grid(...rows: string[]): LabelMap {
  const ids = rows.join('').replaceAll('.', '`');
  return {
    width: rows[0]!.length,
    height: rows.length,
    ids: Uint8Array.from(ids, (letter) => letter.charCodeAt(0) - '`'.charCodeAt(0)),
  };
}

const KINDS = ['noise', 'cells', 'checkerboard', 'nested', 'necks', 'diagonals'] as const;
type MapKind = (typeof KINDS)[number];

/** Maps that are hard on borders: noise, cells, checkerboards, nested islands, one-pixel necks, diagonal touches. */
export function labelMaps(maxSide: number, maxLabels = 12, kinds: readonly MapKind[] = KINDS): fc.Arbitrary<LabelMap> {
  return fc
    .record({
      width: fc.integer({ min: 1, max: maxSide }),
      height: fc.integer({ min: 1, max: maxSide }),
      labels: fc.integer({ min: 1, max: maxLabels }),
      kind: fc.constantFrom(...kinds),
      seed: fc.nat(),
    })
    .map(drawMap);
}

function drawMap({ width, height, labels, kind, seed }: {
  width: number; height: number; labels: number; kind: MapKind; seed: number;
}): LabelMap {
  const next = numbers(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const ids = new Uint8Array(width * height);
  const paint = (pick: (x: number, y: number) => number): void => {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) ids[y * width + x] = pick(x, y);
  };
  const seeds = Array.from({ length: 3 + below(12 + labels) }, () => [below(width), below(height), below(labels + 1)] as const);
  const cells = (x: number, y: number): number => {
    let [best, label] = [Infinity, 0];
    for (const [sx, sy, sl] of seeds) {
      const distance = (sx - x) ** 2 + (sy - y) ** 2;
      if (distance < best) [best, label] = [distance, sl];
    }
    return label;
  };
  if (kind === 'noise') paint(() => below(labels + 1));
  if (kind === 'cells') paint((x, y) => (below(25) === 0 ? below(labels + 1) : cells(x, y)));
  if (kind === 'checkerboard') paint((x, y) => ((x + y) % 2) * below(labels) + 1);
  if (kind === 'nested') paint((x, y) => Math.min(x, y, width - 1 - x, height - 1 - y) % (labels + 1));
  if (kind === 'diagonals') paint((x, y) => ((x + y + below(2)) >> 1) % (labels + 1));
  if (kind === 'necks') {
    paint(cells);
    for (let walk = 0; walk < 4; walk++) {
      let [x, y] = [below(width), below(height)];
      const label = below(labels + 1);
      for (let step = 0; step < width + height; step++) {
        ids[y * width + x] = label;
        if (below(2) === 0) x = Math.min(width - 1, Math.max(0, x + below(3) - 1));
        else y = Math.min(height - 1, Math.max(0, y + below(3) - 1));
      }
    }
  }
  return { width, height, ids };
}

/** Mulberry32: numbers in [0, 1) that depend on the seed alone. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The map turned by a quarter, clockwise on the screen; a point (x, y) goes to (height - y, x). */
export function quarterTurn({ width, height, ids }: LabelMap): LabelMap {
  const turned = ids.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = ids[y * width + x]!;
  }
  return { width: height, height: width, ids: turned };
}

/** Twice the signed area of a ring, positive where it runs clockwise on the screen. */
export function doubledArea(ring: Ring): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return sum + x * ny - nx * y;
  }, 0);
}

export function areaOf(region: Region): number {
  return region.parts.reduce(
    (sum, { outer, holes }) => sum + [outer, ...holes].reduce((area, ring) => area + doubledArea(ring) / 2, 0),
    0,
  );
}

/** The same regions are written the same way, whatever points their rings and lists start with. */
export function canonical(regions: readonly Region[], move: (point: Point) => Point = (point) => point): string[] {
  const ringText = (ring: Ring): string => {
    const points = ring.map((point) => move(point).join(','));
    const rotations = points.map((_, i) => [...points.slice(i), ...points.slice(0, i)].join(' '));
    return rotations.sort()[0] ?? '';
  };
  return regions
    .flatMap(({ label, parts }) =>
      parts.map(({ outer, holes }) => `${label}: ${ringText(outer)} minus ${holes.map(ringText).sort().join(' and ')}`),
    )
    .sort();
}
