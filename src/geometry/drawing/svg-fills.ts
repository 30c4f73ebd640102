import type { DescribedRegion } from '../face/described-region.ts';
import type { ArcPart, Topology } from '../plane/topology.ts';
import { round } from '../plane/rounding.ts';
import type { Junctions } from './junctions.ts';
import type { PathWriter } from './path-data.ts';
import { seamsOf, type Seam } from './seams.ts';
import type { RegionLook } from './style.ts';
import { attributes, escapeXml } from './xml.ts';

export interface FilledRegion {
  readonly region: DescribedRegion;
  readonly parts: readonly ArcPart[];
  readonly look: RegionLook;
}

/** Device pixels: as wide as any pixel that an edge crosses, on both sides. */
const SEAM_WIDTH = 2;

/**
 * One path a region, filled without a hairline between neighbours. Two edges that meet cover a pixel less than one
 * whole fill does, so the ground would show. Therefore fills are opaque in a group that has the opacity, with the
 * borders between them under them as lines: an edge then mixes its two neighbours alone.
 *
 * Where opacities differ, all regions are filled with the least one, then those above it again with what is missing:
 * 1 - (1 - a)(1 - b) is the opacity of a over b.
 */
export function drawFills(regions: readonly FilledRegion[], { arcs }: Topology, junctions: Junctions, write: PathWriter): string[] {
  const opacities = [...new Set(regions.map(({ look }) => look.opacity))].toSorted((a, b) => a - b);
  const seams = seamsOf(arcs, junctions, new Map(regions.map(({ region: { label }, look }) => [label, look])), write);
  const layer = (level: number): string[] => {
    const opacity = opacities[level];
    if (opacity === undefined) return [];
    const above = layer(level + 1);
    return [
      ...drawSeams(seams.filter((seam) => seam.opacity === opacity)),
      ...regions.filter(({ look }) => look.opacity === opacity).map((region) => drawFill(region, write)),
      ...(above.length === 0 ? [] : [`<g${attributes({ id: idOf(level + 1) })}>`, ...above, '</g>']),
    ];
  };
  const passes = opacities.slice(1).map((opacity, i) => {
    const missing = round((opacity - opacities[i]!) / (1 - opacities[i]!), 4);
    return `<use${attributes({ href: `#${idOf(i + 1)}`, opacity: missing })}/>`;
  });
  return [
    '<g id="fills" fill-rule="evenodd">',
    ...(opacities.length === 0 ? [] : [`<g${attributes({ opacity: opacities[0]! })}>`, ...layer(0), '</g>']),
    ...passes,
    '</g>',
  ];
}

function idOf(level: number): string {
  return `fills-${level + 1}`;
}

function drawSeams(seams: readonly Seam[]): string[] {
  if (seams.length === 0) return [];
  const lines = seams.map(({ colour, cap, data }) => {
    // As wide in a thumbnail as on a poster.
    const look = { stroke: colour, 'stroke-linecap': cap, 'vector-effect': 'non-scaling-stroke', d: data };
    return `<path${attributes(look)}/>`;
  });
  return [`<g${attributes({ fill: 'none', 'stroke-width': SEAM_WIDTH, 'stroke-linejoin': 'round', 'pointer-events': 'none' })}>`, ...lines, '</g>'];
}

function drawFill({ region, parts, look }: FilledRegion, write: PathWriter): string {
  const path = {
    id: `region-${region.label}`,
    'data-label': region.label,
    'data-name': region.name,
    'data-subject-side': region.subjectSide,
    'data-viewer-side': region.viewerSide,
    fill: look.fill,
    d: parts.flatMap(({ outer, holes }) => [outer, ...holes].map((ring) => write(ring, true))).join(''),
  };
  return `<path${attributes(path)}><title>${escapeXml(titleOf(region))}</title></path>`;
}

function titleOf({ name, label, subjectSide }: DescribedRegion): string {
  const words = name.replaceAll('_', ' ');
  const sided = subjectSide === null ? words : `${subjectSide} ${words}`;
  return sided === `label ${label}` ? sided : `${sided} (label ${label})`;
}
