/** A square grid over the plane that finds segments near a segment. Segments are numbers that the caller gives. */
export interface SegmentGrid {
  /** Enters a segment that reaches `reach` to every side. */
  insert(segment: number, x0: number, y0: number, x1: number, y1: number, reach: number): void;
  /** Calls `visit` once for every segment entered that may reach within `reach` of this one. */
  near(x0: number, y0: number, x1: number, y1: number, reach: number, visit: (segment: number) => void): void;
}

/** Lengths in any unit; a cell about as wide as segments are long is a good one. What lies outside is found as well. */
export function createSegmentGrid(width: number, height: number, cell: number): SegmentGrid {
  const cells: Cells = { cell, columns: Math.ceil(width / cell) + 1, rows: Math.ceil(height / cell) + 1 };
  const heads = new Int32Array(cells.columns * cells.rows);
  let next = new Int32Array(1024);
  let held = new Int32Array(1024);
  let entries = 1;
  let seen = new Int32Array(1024);
  let query = 0;

  return {
    insert(segment, x0, y0, x1, y1, reach) {
      forEachCell(cells, x0, y0, x1, y1, reach, (at) => {
        if (entries === next.length) {
          next = widened(next);
          held = widened(held);
        }
        held[entries] = segment;
        next[entries] = heads[at]!;
        heads[at] = entries++;
      });
      while (segment >= seen.length) seen = widened(seen);
    },
    near(x0, y0, x1, y1, reach, visit) {
      query++;
      forEachCell(cells, x0, y0, x1, y1, reach, (at) => {
        for (let entry = heads[at]!; entry > 0; entry = next[entry]!) {
          const segment = held[entry]!;
          if (seen[segment] === query) continue;
          seen[segment] = query;
          visit(segment);
        }
      });
    },
  };
}

interface Cells {
  /** Their width and height. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

/** Calls `take` for every cell that the segment comes within `reach` of, and maybe some more. */
function forEachCell(
  { cell, columns, rows }: Cells, x0: number, y0: number, x1: number, y1: number, reach: number, take: (cell: number) => void,
): void {
  const west = Math.min(x0, x1);
  const east = Math.max(x0, x1);
  const north = Math.min(y0, y1);
  const south = Math.max(y0, y1);
  const first = clamp((north - reach) / cell, rows);
  const last = clamp((south + reach) / cell, rows);
  const slope = (x1 - x0) / (y1 - y0);
  // A level segment has none, and is in all its rows from end to end.
  const slopes = last > first && Number.isFinite(slope) && slope !== 0;
  for (let r = first; r <= last; r++) {
    let from = west;
    let to = east;
    if (slopes) {
      // Rows at the rim also hold what lies beyond the grid.
      const top = x0 + ((r === 0 ? north : r * cell - reach) - y0) * slope;
      const bottom = x0 + ((r === rows - 1 ? south : (r + 1) * cell + reach) - y0) * slope;
      from = Math.max(west, Math.min(top, bottom));
      to = Math.min(east, Math.max(top, bottom));
    }
    const end = r * columns + clamp((to + reach) / cell, columns);
    for (let at = r * columns + clamp((from - reach) / cell, columns); at <= end; at++) take(at);
  }
}

function clamp(cells: number, end: number): number {
  return cells < 0 ? 0 : cells < end ? Math.floor(cells) : end - 1;
}

function widened(values: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * values.length);
  wider.set(values);
  return wider;
}
