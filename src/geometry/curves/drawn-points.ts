import { applyAffine, type Affine } from '../plane/affine.ts';
import type { IntegerPoints } from '../plane/crossing.ts';
import { STEPS_PER_PX } from '../plane/steps.ts';
import type { Chains } from '../lattice/place.ts';

/** The points of chains, and behind them those that are drawn. */
export interface DrawnPoints {
  readonly count: () => number;
  /** @param vertex of the chains, or -1: the point is in no chain. Coordinates are steps of the label map. */
  readonly add: (x: number, y: number, vertex: number) => void;
  /** In steps of the answer's frame. */
  readonly points: () => IntegerPoints;
  /** In label-map pixels. */
  readonly mapPoints: () => { readonly xs: Float64Array; readonly ys: Float64Array };
}

export function createDrawnPoints(chains: Chains, sent: IntegerPoints, placement: Affine): DrawnPoints {
  let count = chains.xs.length;
  let xs = grown(sent.xs);
  let ys = grown(sent.ys);
  let mapXs = grown(chains.xs);
  let mapYs = grown(chains.ys);
  let vertices = new Int32Array(xs.length);
  vertices.set(sent.vertices);
  return {
    count: () => count,
    add(x, y, vertex) {
      if (count === xs.length) {
        [xs, ys, mapXs, mapYs] = [grown(xs), grown(ys), grown(mapXs), grown(mapYs)];
        const wider = new Int32Array(xs.length);
        wider.set(vertices);
        vertices = wider;
      }
      mapXs[count] = x / STEPS_PER_PX;
      mapYs[count] = y / STEPS_PER_PX;
      const [sentX, sentY] = applyAffine(placement, [mapXs[count]!, mapYs[count]!]);
      xs[count] = Math.round(sentX * STEPS_PER_PX) + 0;
      ys[count] = Math.round(sentY * STEPS_PER_PX) + 0;
      // What no chain has gets a number of its own.
      vertices[count] = vertex < 0 ? chains.vertexCount + count : vertex;
      count++;
    },
    points: () => ({ xs, ys, vertices }),
    mapPoints: () => ({ xs: mapXs, ys: mapYs }),
  };
}

function grown(values: Float64Array): Float64Array {
  const wider = new Float64Array(2 * values.length + 64);
  wider.set(values);
  return wider;
}
