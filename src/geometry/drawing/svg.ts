import type { StyleOptions } from '../../contract.ts';
import type { RegionDocument } from '../../result-document.ts';
import type { Size } from '../affine.ts';
import { pathData } from './path-data.ts';
import { resolveStyle } from './style.ts';
import { drawLabels } from './svg-labels.ts';
import { attributes, escapeXml } from './xml.ts';

export { DEFAULT_STYLE, isColour, isDash } from './style.ts';

export interface Drawing {
  /** Of the upright frame; becomes width, height and viewBox. */
  readonly size: Size;
  /** The upright portrait, drawn under the regions over the whole frame; base64 in the standard alphabet. */
  readonly portrait: { readonly mediaType: string; readonly base64: string } | null;
  /** Upright frame, drawn in this order. */
  readonly regions: readonly RegionDocument[];
  readonly style: StyleOptions;
}

/**
 * An SVG document of one group a region. Valid XML 1.0 without scripts or links to anything outside; the same drawing
 * gives the same text.
 *
 * @throws GeometryError `invalid_option` where the style holds what cannot stand in an SVG
 */
export function drawSvg({ size, portrait, regions, style }: Drawing): string {
  const { width, height } = size;
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  const over = portrait === null ? '' : ' over the upright portrait';
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg${attributes(root)}>`,
    '<title>Regions of a face</title>',
    `<desc>Contours of ${regions.length} ${regions.length === 1 ? 'region' : 'regions'}${over}.</desc>`,
    ...(portrait === null ? [] : [drawPortrait(portrait, size)]),
    '<g id="regions" stroke-linejoin="round" stroke-linecap="butt">',
    ...regions.flatMap((region) => drawRegion(region, style)),
    '</g>',
    ...drawLabels(regions, size, style.labels),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function drawPortrait({ mediaType, base64 }: NonNullable<Drawing['portrait']>, { width, height }: Size): string {
  const place = { id: 'portrait', x: 0, y: 0, width, height, preserveAspectRatio: 'none' };
  // The pixels are not run through the escaping: base64 has nothing to escape, and they are megabytes.
  return `<image${attributes(place)} href="data:${escapeXml(mediaType)};base64,${base64}"/>`;
}

function drawRegion(region: RegionDocument, options: StyleOptions): string[] {
  const style = resolveStyle(region.label, options);
  const group = {
    id: `region-${region.label}`,
    'data-label': region.label,
    'data-name': region.name,
    'data-subject-side': region.subject_side,
    'data-viewer-side': region.viewer_side,
  };
  const path = {
    'fill-rule': 'evenodd',
    fill: style.fill,
    'fill-opacity': style.fillOpacity,
    stroke: style.stroke,
    'stroke-width': style.strokeWidth,
    'stroke-dasharray': style.dash,
    d: pathData(region.parts),
  };
  return [
    `<g${attributes(group)}>`,
    `<title>${escapeXml(titleOf(region))}</title>`,
    `<path${attributes(path)}/>`,
    '</g>',
  ];
}

function titleOf({ name, label, subject_side }: RegionDocument): string {
  const words = name.replaceAll('_', ' ');
  const sided = subject_side === null ? words : `${subject_side} ${words}`;
  return sided === `label ${label}` ? sided : `${sided} (label ${label})`;
}
