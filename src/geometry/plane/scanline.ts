/** Edges of polygons in label-map pixels; those of one group follow one another. */
export interface PolygonEdges {
  readonly x0: Float64Array;
  readonly y0: Float64Array;
  readonly x1: Float64Array;
  readonly y1: Float64Array;
  readonly group: Int32Array;
}

/** Edges between vertices that are numbered. */
export function edgesBetween(
  from: Int32Array, to: Int32Array, xs: Float64Array, ys: Float64Array, group: Int32Array,
): PolygonEdges {
  const count = from.length;
  const edges = {
    x0: new Float64Array(count), y0: new Float64Array(count), x1: new Float64Array(count), y1: new Float64Array(count), group,
  };
  for (let e = 0; e < count; e++) {
    edges.x0[e] = xs[from[e]!]!;
    edges.y0[e] = ys[from[e]!]!;
    edges.x1[e] = xs[to[e]!]!;
    edges.y1[e] = ys[to[e]!]!;
  }
  return edges;
}

/**
 * Where edges of one group meet the line through one row's pixel centres, from left to right: the cuts `start` up to
 * `end` of both lists. Not an object each, since there are as many as borders are long.
 */
export type VisitCuts = (
  xs: Float64Array, edges: Int32Array, start: number, end: number, group: number, row: number,
) => void;

/** Visits every row's cuts, group by group. An edge that ends on the line counts where it ends below it. */
export function cutRows({ x0, y0, x1, y1, group }: PolygonEdges, rows: number, visit: VisitCuts): void {
  const count = x0.length;
  const firstRow = new Int32Array(count);
  const endRow = new Int32Array(count);
  const starts = new Int32Array(rows + 1);
  for (let e = 0; e < count; e++) {
    firstRow[e] = Math.max(0, Math.ceil(Math.min(y0[e]!, y1[e]!) - 0.5));
    endRow[e] = Math.min(rows, Math.ceil(Math.max(y0[e]!, y1[e]!) - 0.5));
    for (let row = firstRow[e]!; row < endRow[e]!; row++) starts[row + 1]!++;
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;

  const fill = starts.slice(0, rows);
  const xs = new Float64Array(starts[rows]!);
  const edges = new Int32Array(starts[rows]!);
  for (let e = 0; e < count; e++) {
    const slope = (x1[e]! - x0[e]!) / (y1[e]! - y0[e]!);
    for (let row = firstRow[e]!; row < endRow[e]!; row++) {
      const at = fill[row]!++;
      xs[at] = x0[e]! + (row + 0.5 - y0[e]!) * slope;
      edges[at] = e;
    }
  }

  for (let row = 0; row < rows; row++) {
    const rowEnd = starts[row + 1]!;
    for (let start = starts[row]!; start < rowEnd; ) {
      const current = group[edges[start]!]!;
      let end = start + 1;
      while (end < rowEnd && group[edges[end]!] === current) end++;
      sortCuts(xs, edges, start, end);
      visit(xs, edges, start, end, current, row);
      start = end;
    }
  }
}

/**
 * The inside of every group's polygons along each row's pixel centres, by the even-odd rule: the centre of column c is
 * inside where `from <= c + 0.5 < to`.
 */
export function forEachSpan(
  edges: PolygonEdges, rows: number, visit: (group: number, row: number, from: number, to: number) => void,
): void {
  cutRows(edges, rows, (xs, _, start, end, group, row) => {
    for (let i = start; i + 1 < end; i += 2) visit(group, row, xs[i]!, xs[i + 1]!);
  });
}

function sortCuts(xs: Float64Array, edges: Int32Array, start: number, end: number): void {
  if (end - start > 48) {
    const order = Array.from({ length: end - start }, (_, i) => start + i).sort((a, b) => xs[a]! - xs[b]!);
    xs.set(order.map((i) => xs[i]!), start);
    edges.set(order.map((i) => edges[i]!), start);
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const x = xs[i]!;
    const edge = edges[i]!;
    let j = i;
    for (; j > start && xs[j - 1]! > x; j--) {
      xs[j] = xs[j - 1]!;
      edges[j] = edges[j - 1]!;
    }
    xs[j] = x;
    edges[j] = edge;
  }
}
