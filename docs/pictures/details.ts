import { IDENTITY, type LabelMap, partitionLabelMap, PRESETS } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { ACCENT, dots, line, picture, pixels } from './drawing.ts';

const SCALE = 5;
const MARGIN_PX = 4;

/** The same regions under each preset, in one window of the map. */
export function drawDetails(cv: OpenCv, map: LabelMap, labels: readonly number[]): string {
  const { map: cleaned, report } = clean(cv, map, 4);
  const panels = PRESETS.map((name) => {
    const options = { detail: { kind: 'preset', name }, placement: IDENTITY } as const;
    const { regions } = partitionLabelMap(cleaned, options, report);
    const shown = regions.filter(({ label }) => labels.includes(label));
    const rings = shown.flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes]));
    const points = [...new Map(rings.flat().map((point) => [point.join(), point])).values()];
    return { name, rings, points };
  });
  const all = panels[0]!.points;
  const [columns, rows] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [x, y] = [Math.floor(Math.min(...columns)) - MARGIN_PX, Math.floor(Math.min(...rows)) - MARGIN_PX];
  const frame = {
    x, y, width: Math.ceil(Math.max(...columns)) + MARGIN_PX - x, height: Math.ceil(Math.max(...rows)) + MARGIN_PX - y,
  };
  return picture('The lips of a face at measure, balanced and editable', SCALE, panels.map(({ name, rings, points }) => ({
    ...frame,
    title: `${name}: ${points.length} points`,
    elements: [
      ...pixels(cleaned, frame),
      ...rings.map((ring) => line([...ring, ring[0]!], { stroke: ACCENT, 'stroke-width': 0.25 })),
      ...dots(points, 0.5, { fill: ACCENT }),
    ],
  })));
}
