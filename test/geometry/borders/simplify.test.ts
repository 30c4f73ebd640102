import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { placeBorders, type Chains } from '../../../src/geometry/lattice/place.ts';
import { squaredDistance } from '../../../src/geometry/plane/segment.ts';
import { simplifyChain } from '../../../src/geometry/borders/simplify.ts';
import { traceBorders } from '../../../src/geometry/lattice/trace.ts';
import { grid, labelMaps } from '../support/label-grids.ts';

function within(chains: Chains, px: number): Uint8Array {
  const keep = new Uint8Array(chains.xs.length);
  for (let k = 0; k < chains.count; k++) simplifyChain(chains, keep, k, { corridor: { kind: 'distance', px }, weight: 0.05 });
  return keep;
}

const chainsOf = (map: LabelMap): Chains => placeBorders(traceBorders(map));

function chain({ offsets, xs, ys }: Chains, k: number, keep?: Uint8Array): string {
  const points = [];
  for (let p = offsets[k]!; p < offsets[k + 1]!; p++) if (!keep || keep[p]) points.push(`${xs[p]},${ys[p]}`);
  return points.join(' ');
}

describe('placement', () => {
  test('from junction to junction through the midpoints of lattice edges', () => {
    const chains = chainsOf(grid('aab', 'aab', 'abb'));
    expect(chain(chains, 1)).toBe('2,0 2,1.5 1.5,2 1,2.5 1,3');
  });

  test('a closed chain ends where it starts, in a point far from its middle', () => {
    const chains = chainsOf(grid('......', '.aaaa.', '.a....', '......'));
    expect(chain(chains, 1)).toBe('5,1.5 4.5,2 2.5,2 2,2.5 1.5,3 1,2.5 1,1.5 1.5,1 4.5,1 5,1.5');
    expect(chains.vertices.at(-1)).toBe(chains.vertices[chains.offsets[1]!]);
  });

  test('a frame keeps its corners and is not simplified', () => {
    const chains = chainsOf(grid('aaa', 'aaa'));
    expect(chain(chains, 0)).toBe('3,0 3,2 0,2 0,0 3,0');
    expect([...within(chains, 100)]).toEqual([1, 1, 1, 1, 1]);
  });

  test('a chain that is its own image under a turn is anchored at every image', () => {
    const chains = chainsOf(grid('....', '.aa.', '.aa.', '....'));
    expect([...chains.pinned.subarray(chains.offsets[1], chains.offsets[2])].filter(Boolean)).toHaveLength(5);
  });
});

describe('simplification', () => {
  test('stairs within the tolerance become one segment', () => {
    const chains = chainsOf(grid('aaab', 'aabb', 'abbb'));
    expect(chain(chains, 1, within(chains, 0.75))).toBe('3,0 1,3');
  });

  test('a step beyond the tolerance stays', () => {
    const chains = chainsOf(grid('aaaab', 'aaaab', 'aaaab', 'aabbb', 'aabbb', 'aabbb'));
    expect(chain(chains, 1, within(chains, 0.5))).toBe('4,0 4,2.5 2,3.5 2,6');
    expect(chain(chains, 1, within(chains, 3))).toBe('4,0 2,6');
  });

  test('every dropped point stays within the tolerance of what replaces it', () => {
    fc.assert(
      fc.property(labelMaps(40), fc.double({ min: 0, max: 5, noNaN: true }), (map, tolerancePx) => {
        const chains = chainsOf(map);
        const { offsets, xs, ys } = chains;
        const keep = within(chains, tolerancePx);
        let worst = 0;
        for (let k = 0; k < chains.count; k++) {
          let i = offsets[k]!;
          for (let j = i + 1; j < offsets[k + 1]!; j++) {
            if (!keep[j]) continue;
            for (let p = i; p < j; p++) worst = Math.max(worst, squaredDistance(xs[p]!, ys[p]!, xs[i]!, ys[i]!, xs[j]!, ys[j]!));
            i = j;
          }
        }
        expect(Math.sqrt(worst)).toBeLessThanOrEqual(tolerancePx + 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});
