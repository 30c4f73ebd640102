import type { Zone } from '../face/described-region.ts';
import type { Point } from '../plane/affine.ts';
import { round } from '../plane/rounding.ts';
import type { Axes } from './drawing.ts';
import { pair, ringData } from './path-data.ts';
import type { Inked } from './themes.ts';
import { attributes, escapeXml } from './xml.ts';

/** Over the longer side of the drawing. */
const DOT = 0.0045;
const LINE = 0.0018;
const DASH = 0.012;

/** A dot a landmark, in their order: lines without a length, with round ends. */
export function drawLandmarks(points: readonly Point[] | null, longer: number, { colour, halo }: Inked): string[] {
  if (points === null || points.length === 0) return [];
  const dots = { id: 'landmark-dots', d: points.map((point) => `M${pair(point)}h0`).join('') };
  return [
    `<g${attributes({ id: 'landmarks', fill: 'none', 'stroke-linecap': 'round', 'pointer-events': 'none' })}>`,
    `<g${attributes({ stroke: halo, 'stroke-width': round(1.6 * DOT * longer, 2) })}><path${attributes(dots)}/></g>`,
    `<use${attributes({ href: '#landmark-dots', stroke: colour, 'stroke-width': round(DOT * longer, 2) })}/>`,
    '</g>',
  ];
}

export function drawAxes(axes: Axes | null, longer: number, ink: Inked): string[] {
  if (axes === null) return [];
  const lines = (['midline', 'eyes'] as const).map((name) => {
    const [from, to] = axes[name];
    return { path: { 'data-axis': name, d: `M${pair(from)}L${pair(to)}` } };
  });
  return haloed({ id: 'axes', 'stroke-dasharray': `${round(DASH * longer, 2)} ${round(DASH * longer * 0.5, 2)}` }, lines, longer, ink);
}

/** Outlines alone: what is in a zone stays as it is seen. */
export function drawZones(zones: readonly Zone[], longer: number, ink: Inked): string[] {
  if (zones.length === 0) return [];
  const outlines = zones.map((zone) => ({
    path: {
      id: `zone-${zone.name}`,
      'data-name': zone.name,
      'data-subject-side': zone.subjectSide,
      'data-viewer-side': zone.viewerSide,
      d: zone.parts.flatMap(({ outer, holes }) => [outer, ...holes].map(ringData)).join(''),
    },
    title: zone.name.replaceAll('_', ' '),
  }));
  return haloed({ id: 'zones', 'stroke-linejoin': 'round' }, outlines, longer, ink);
}

interface Line {
  readonly path: Readonly<Record<string, string | null>> & { readonly d: string };
  readonly title?: string;
}

/** Solid lines in the colour of the halo under all of them. */
function haloed(group: { id: string; [name: string]: string }, lines: readonly Line[], longer: number, { colour, halo }: Inked): string[] {
  const width = LINE * longer;
  const under = { stroke: halo, 'stroke-width': round(2 * width, 2), 'stroke-dasharray': 'none', d: lines.map(({ path }) => path.d).join('') };
  return [
    `<g${attributes({ ...group, fill: 'none', stroke: colour, 'stroke-width': round(width, 2), 'pointer-events': 'none' })}>`,
    `<path${attributes(under)}/>`,
    ...lines.map(({ path, title }) => {
      const start = `<path${attributes(path)}`;
      return title === undefined ? `${start}/>` : `${start}><title>${escapeXml(title)}</title></path>`;
    }),
    '</g>',
  ];
}
