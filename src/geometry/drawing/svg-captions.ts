import type { DescribedRegion } from '../face/described-region.ts';
import { round } from '../plane/rounding.ts';
import type { Drawing } from './drawing.ts';
import { placeCaptions, type PlacedCaption } from './caption-places.ts';
import { pair } from './path-data.ts';
import type { Look } from './themes.ts';
import { attributes, escapeXml } from './xml.ts';

/** Letters stand on the base line: the middle of a capital lies so much of its size above it. */
const MIDDLE = 0.35;
/** Widths over the longer side of the drawing, and at least so many pixels. */
const LEADER = { share: 0.0018, leastPx: 0.8 };
const HALO = { share: 0.003, leastPx: 1.2 };

/** One `<text>` a region, in it or beside it with a leader. */
export function drawCaptions({ regions, size, topology }: Drawing, { labels: kind, text: ink }: Look): string[] {
  if (kind === 'none') return [];
  const longer = Math.max(size.width, size.height);
  const textOf = ({ label, name }: DescribedRegion): string => (kind === 'numbers' ? String(label) : name.replaceAll('_', ' '));
  const placed = placeCaptions(regions, textOf, size, topology.arcs);
  const texts = placed.map(({ label, text, fontSize, place: [x, y] }) => {
    const look = { 'data-label': label, x: round(x, 2), y: round(y + MIDDLE * fontSize, 2), 'font-size': round(fontSize, 2) };
    return `<text${attributes(look)}>${escapeXml(text)}</text>`;
  });
  const shared = {
    'font-family': 'Helvetica, Arial, sans-serif',
    'font-weight': 600,
    'text-anchor': 'middle',
    fill: ink.colour,
    stroke: ink.halo,
    'stroke-opacity': 0.75,
    'stroke-width': round(Math.max(HALO.share * longer, HALO.leastPx), 2),
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return ['<g id="labels" pointer-events="none">', ...drawLeaders(placed, longer, ink), `<g${attributes(shared)}>`, ...texts, '</g>', '</g>'];
}

/** Lines with a dot in the region, on a halo of their own. */
function drawLeaders(placed: readonly PlacedCaption[], longer: number, { colour, halo }: Look['text']): string[] {
  const leaders = placed.flatMap(({ label, leader }) => (leader === null ? [] : [{ label, leader }]));
  if (leaders.length === 0) return [];
  const lines = leaders.map(({ leader: [from, to] }) => `M${pair(from)}L${pair(to)}`);
  const width = Math.max(LEADER.share * longer, LEADER.leastPx);
  const dot = (radius: number) => leaders.map(({ leader: [[x, y]] }) => `<circle${attributes({ cx: round(x, 2), cy: round(y, 2), r: round(radius, 2) })}/>`);
  return [
    `<g${attributes({ id: 'leaders', fill: 'none', 'stroke-linecap': 'round' })}>`,
    `<path${attributes({ stroke: halo, 'stroke-opacity': 0.75, 'stroke-width': round(2.4 * width, 2), d: lines.join('') })}/>`,
    `<g${attributes({ stroke: colour, 'stroke-width': round(width, 2) })}>`,
    ...leaders.map(({ label }, i) => `<path${attributes({ 'data-label': label, d: lines[i]! })}/>`),
    '</g>',
    `<g${attributes({ fill: colour, stroke: halo, 'stroke-opacity': 0.75, 'stroke-width': round(0.7 * width, 2) })}>`,
    ...dot(1.6 * width),
    '</g>',
    '</g>',
  ];
}
