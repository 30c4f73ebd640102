import type { StyleOptions } from '../../contract.ts';
import type { RegionDocument } from '../../result-document.ts';
import type { Size } from '../affine.ts';
import { innerPlace } from './inner-place.ts';
import { round } from '../rounding.ts';
import { attributes, escapeXml } from './xml.ts';

/** Font sizes over the longer side of the drawing. */
const FONT = { least: 0.014, most: 0.026 };
/** Width of a sans-serif letter over its font size, about. */
const LETTER = 0.55;
/** Precision of the label's place over the longer side of the drawing. */
const PLACE = 0.002;

/** One `<text>` a region, inside its largest part. */
export function drawLabels(regions: readonly RegionDocument[], size: Size, kind: StyleOptions['labels']): string[] {
  if (kind === 'none' || regions.length === 0) return [];
  const longer = Math.max(size.width, size.height);
  const texts = regions.flatMap((region) => {
    const largest = region.parts[0];
    if (largest === undefined || largest.outer.length < 3) return [];
    const text = kind === 'numbers' ? String(region.label) : region.name.replaceAll('_', ' ');
    const { place: [x, y], clearance } = innerPlace(largest, longer * PLACE);
    const fitting = (2 * clearance) / (LETTER * text.length);
    const fontSize = Math.min(Math.max(fitting, FONT.least * longer), FONT.most * longer);
    const look = {
      'data-label': region.label,
      x: round(x, 2),
      // Letters stand on the base line, so the middle of a capital lies a third of its size above it.
      y: round(y + fontSize * 0.35, 2),
      'font-size': round(fontSize, 2),
    };
    return [`<text${attributes(look)}>${escapeXml(text)}</text>`];
  });
  const shared = {
    id: 'labels',
    'font-family': 'Helvetica, Arial, sans-serif',
    'font-weight': 600,
    'text-anchor': 'middle',
    fill: '#ffffff',
    stroke: '#1f2933',
    'stroke-opacity': 0.75,
    'stroke-width': round(longer * 0.003, 2),
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return [`<g${attributes(shared)}>`, ...texts, '</g>'];
}
