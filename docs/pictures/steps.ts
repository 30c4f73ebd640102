import { colourOf, placeBorders, type Point, traceBorders } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { arcPoints, chainPoints, junctionPoints } from './chain-points.ts';
import { ACCENT, dots, FADED, INK, line, picture, pixels, type Panel } from './drawing.ts';
import { EXAMPLE } from './example-map.ts';

const FRAME = { x: 0, y: 0, width: EXAMPLE.width, height: EXAMPLE.height };
/** Room for what lies on the frame. */
const AROUND = { x: -0.5, y: -0.5, width: EXAMPLE.width + 1, height: EXAMPLE.height + 1 };
const SCALE = 34;

/** What cleaning takes away. */
export function drawClean(cv: OpenCv): string {
  const { map } = clean(cv, EXAMPLE, 4);
  const specks = [...EXAMPLE.ids.keys()].filter((i) => EXAMPLE.ids[i] !== map.ids[i]);
  const marks = specks.map((i) => {
    const [x, y] = [i % EXAMPLE.width, Math.floor(i / EXAMPLE.width)];
    return line([[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]], { stroke: ACCENT, 'stroke-width': 0.08 });
  });
  return picture('A label map of 12 by 8 pixels with three specks, and the same without them', SCALE, [
    { ...FRAME, title: 'as it came: three parts below 4 pixels', elements: [...pixels(EXAMPLE, FRAME), ...raster(), ...marks] },
    { ...FRAME, title: 'cleaned: each went to a neighbour', elements: [...pixels(map, FRAME), ...raster()] },
  ]);
}

/** Arcs on the lattice of corners, each in its colour, then the same arcs through the midpoints of their edges. */
export function drawArcs(cv: OpenCv): string {
  const { map } = clean(cv, EXAMPLE, 4);
  const borders = traceBorders(map);
  const chains = placeBorders(borders);
  const junctions = dots(junctionPoints(borders), 0.17, { fill: INK });
  const traced: string[] = [];
  const placed: string[] = [];
  for (let k = 0; k < borders.arcCount; k++) {
    const stroke = colourOf(k + 1);
    traced.push(line(arcPoints(borders, k), { stroke, 'stroke-width': 0.16 }));
    placed.push(
      line(arcPoints(borders, k), { stroke: FADED, 'stroke-width': 0.05, 'stroke-dasharray': '0.15 0.15' }),
      line(chainPoints(chains, k), { stroke, 'stroke-width': 0.16 }),
    );
  }
  const panel = (title: string, elements: readonly string[]): Panel => ({
    ...AROUND, title, elements: [...pixels(map, FRAME), ...raster(), ...elements, ...junctions],
  });
  return picture('Arcs between junctions on the lattice of pixel corners, and the same arcs through edge midpoints', SCALE, [
    panel(`traced: ${borders.arcCount} arcs, ${borders.junctionCount} junctions`, traced),
    panel('placed: through the midpoints of lattice edges', [...placed, ...dots(centres(), 0.05, { fill: INK })]),
  ]);
}

function raster(): string[] {
  const style = { stroke: '#ffffff', 'stroke-width': 0.03 };
  return [
    ...Array.from({ length: EXAMPLE.width + 1 }, (_, x) => line([[x, 0], [x, EXAMPLE.height]], style)),
    ...Array.from({ length: EXAMPLE.height + 1 }, (_, y) => line([[0, y], [EXAMPLE.width, y]], style)),
  ];
}

function centres(): Point[] {
  return [...EXAMPLE.ids.keys()].map((i) => [(i % EXAMPLE.width) + 0.5, Math.floor(i / EXAMPLE.width) + 0.5]);
}
