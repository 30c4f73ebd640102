import { describe, expect, it } from 'vitest';
import { fillColours } from '../../../src/geometry/drawing/fill-colours.ts';
import { colourOf, OKABE_ITO } from '../../../src/geometry/drawing/palette.ts';
import { THEME_LOOKS } from '../../../src/geometry/drawing/themes.ts';
import type { Arc } from '../../../src/geometry/plane/topology.ts';
import { CASES } from '../support/case.ts';
import { shippedDrawing } from './drawings.ts';

const border = (left: number, right: number): Arc => ({ left, right, points: [[0, 0], [1, 1]], curve: null });

describe('the palette', () => {
  const labels = Array.from({ length: 255 }, (_, i) => i + 1);

  it('has a valid colour for every label, and no two of the first forty alike', () => {
    expect([...labels, 65535].every((label) => /^#[0-9a-f]{6}$/.test(colourOf(label)))).toBe(true);
    expect(new Set(labels.slice(0, 40).map(colourOf)).size).toBe(40);
  });

  it('stays as it is: drawings are compared over time', () => {
    expect([1, 4, 10, 40, 254].map(colourOf)).toEqual(['#f4a582', '#ffd23f', '#5b6ee1', '#7cda4e', '#da5f4e']);
  });
});

describe('fillColours', () => {
  it('gives every label its own colour where there is no list', () => {
    expect(fillColours([4, 1], [border(1, 4)], null)).toEqual(new Map([[4, colourOf(4)], [1, colourOf(1)]]));
  });

  it('takes the next colour where a neighbour with a smaller label has the one in turn', () => {
    const list = ['a', 'b', 'c'];
    expect(fillColours([4, 1], [], list)).toEqual(new Map([[1, 'a'], [4, 'a']]));
    expect(fillColours([4, 1, 2], [border(4, 1), border(2, 4), border(0, 4)], list)).toEqual(new Map([[1, 'a'], [2, 'b'], [4, 'c']]));
  });

  it('repeats a colour only where more neighbours have all of them', () => {
    expect(fillColours([1, 2, 3], [border(1, 2), border(1, 3), border(2, 3)], ['a', 'b']).get(3)).toBe('a');
  });

  it.each(CASES)('%s: no two neighbours alike in the themes that tell them apart', (name) => {
    const { regions, topology } = shippedDrawing(name);
    const labels = regions.map(({ label }) => label);
    for (const list of [OKABE_ITO, THEME_LOOKS.print.fills!]) {
      const fills = fillColours(labels, topology.arcs, list);
      const pairs = topology.arcs.filter(({ left, right }) => fills.has(left) && fills.has(right));
      expect(pairs.length).toBeGreaterThan(0);
      expect(pairs.filter(({ left, right }) => fills.get(left) === fills.get(right))).toEqual([]);
    }
  });

  it('colours that stay apart under red-, green- and blue-blindness', () => {
    for (const type of Object.values(BLINDNESS)) {
      for (const [i, a] of OKABE_ITO.entries()) {
        for (const b of OKABE_ITO.slice(0, i)) expect(distance(seen(a, type), seen(b, type))).toBeGreaterThan(30);
      }
    }
  });
});

/** G. Machado, M. Oliveira, L. Fernandes, IEEE TVCG 15 (2009), severity 1, on linear RGB. */
const BLINDNESS = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function seen(colour: string, matrix: readonly (readonly number[])[]): number[] {
  const linear = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  return matrix.map((row) => 255 * Math.min(1, Math.max(0, row.reduce((sum, factor, i) => sum + factor * linear[i]!, 0))) ** (1 / 2.2));
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}
