import type { Border, BorderLook } from './borders.ts';
import type { PathWriter } from './path-data.ts';
import type { Look } from './themes.ts';
import { attributes } from './xml.ts';

/** One path a border. What all of them have stands on the group, what differs on the path. */
export function drawBorders(borders: readonly Border[], all: BorderLook, casing: Look['casing'], write: PathWriter): string[] {
  const lines = borders.map((border) => {
    const { look, left, right, walk, closed } = border;
    // Of a noisy map there are hundreds of thousands: numbers and path data are not run through the escaping.
    const own = look === all ? '' : attributes(differing(look, all));
    return `<path data-left="${left.join(' ')}" data-right="${right.join(' ')}"${own} d="${write(walk, closed)}"/>`;
  });
  const group = {
    id: 'borders',
    fill: 'none',
    stroke: all.stroke,
    'stroke-width': all.strokeWidth,
    'stroke-dasharray': all.dash,
    'stroke-linejoin': 'round',
    'stroke-linecap': capOf(all),
    // What lies under a line can still be pointed at.
    'pointer-events': 'none',
  };
  return [...drawCasing(borders, casing, write), `<g${attributes(group)}>`, ...lines, '</g>'];
}

function differing(own: BorderLook, all: BorderLook): Record<string, string | number | null> {
  return {
    stroke: own.stroke === all.stroke ? null : own.stroke,
    'stroke-width': own.strokeWidth === all.strokeWidth ? null : own.strokeWidth,
    'stroke-dasharray': own.dash === all.dash ? null : (own.dash ?? 'none'),
    'stroke-linecap': capOf(own) === capOf(all) ? null : capOf(own),
  };
}

/** Lines end where others meet them: round, they leave no notch between them. Dashes would grow by it. */
function capOf({ dash }: BorderLook): 'round' | 'butt' {
  return dash === null ? 'round' : 'butt';
}

/** Under all lines, so that none is cut by another's. */
function drawCasing(borders: readonly Border[], casing: Look['casing'], write: PathWriter): string[] {
  if (casing === null || borders.length === 0) return [];
  const data = new Map<number, string>();
  for (const { look, walk, closed } of borders) data.set(look.strokeWidth, (data.get(look.strokeWidth) ?? '') + write(walk, closed));
  const group = { id: 'border-casing', fill: 'none', stroke: casing.colour, 'stroke-linejoin': 'round', 'stroke-linecap': 'round', 'pointer-events': 'none' };
  return [
    `<g${attributes(group)}>`,
    ...[...data].map(([width, d]) => `<path${attributes({ 'stroke-width': width + 2 * casing.width, d })}/>`),
    '</g>',
  ];
}
