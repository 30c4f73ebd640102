import type { Arc } from '../plane/topology.ts';
import { colourOf } from './palette.ts';

/**
 * A fill for each label: one of its own, or where there is a list, the colour in the label's turn unless a neighbour
 * with a smaller label has it: then the first after it that no such neighbour has. Two neighbours are alike only where
 * a region has as many differently coloured ones as the list is long.
 *
 * @param labels of the regions that are drawn
 */
export function fillColours(labels: readonly number[], arcs: readonly Arc[], list: readonly string[] | null): Map<number, string> {
  const fills = new Map<number, string>();
  if (list === null) return new Map(labels.map((label) => [label, colourOf(label)]));
  const neighbours = new Map<number, Set<number>>(labels.map((label) => [label, new Set()]));
  for (const { left, right } of arcs) {
    neighbours.get(left)?.add(right);
    neighbours.get(right)?.add(left);
  }
  for (const label of labels.toSorted((a, b) => a - b)) {
    const taken = new Set([...neighbours.get(label)!].map((other) => fills.get(other)));
    const inTurn = list.map((_, i) => list[(label - 1 + i) % list.length]!);
    fills.set(label, inTurn.find((colour) => !taken.has(colour)) ?? inTurn[0]!);
  }
  return fills;
}
