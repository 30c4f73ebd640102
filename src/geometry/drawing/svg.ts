import { bordersOf, linesOf, type Side } from './borders.ts';
import type { Drawing } from './drawing.ts';
import { fillColours } from './fill-colours.ts';
import { numberJunctions } from './junctions.ts';
import { createPathWriter } from './path-data.ts';
import { lookOf, regionLookOf } from './style.ts';
import { styleByLabel } from './style-by-name.ts';
import { drawBorders } from './svg-borders.ts';
import { drawFills, type FilledRegion } from './svg-fills.ts';
import { drawCaptions } from './svg-captions.ts';
import { drawAxes, drawLandmarks, drawZones } from './svg-marks.ts';
import { attributes, escapeXml } from './xml.ts';

/**
 * An SVG document of layers with ids. Valid XML 1.0 without scripts or links to anything outside; the same drawing
 * gives the same text.
 *
 * @throws GeometryError `invalid_option` where the style holds what cannot stand in an SVG
 * @throws RangeError where the topology lacks a region
 */
export function drawSvg(drawing: Drawing): string {
  const { size, regions, topology, style } = drawing;
  const look = lookOf(style);
  const portrait = look.portrait === 'embed' ? drawing.portrait : null;
  const { width, height } = size;
  const longer = Math.max(width, height);
  const write = createPathWriter(topology.arcs);
  const junctions = numberJunctions(topology.arcs);
  const filled = fillRegions(drawing);
  const sides = new Map<number, Side>(
    filled.map(({ region: { label, area }, look: { own } }) => [label, { label, area, own }]),
  );
  const lines = linesOf(look);

  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  const over = portrait === null ? '' : ' over the upright portrait';
  const document = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg${attributes(root)}>`,
    '<title>Regions of a face</title>',
    `<desc>Contours of ${regions.length} ${regions.length === 1 ? 'region' : 'regions'}${over}.</desc>`,
    ...(portrait === null ? drawPaper(look.paper, drawing) : [drawPortrait(portrait, drawing)]),
    ...drawFills(filled, topology, junctions, write),
    ...drawBorders(bordersOf(topology.arcs, junctions, sides, lines), lines, look.casing, write),
    ...drawZones(drawing.zones, longer, look.marks),
    ...drawAxes(look.axes ? drawing.axes : null, longer, look.marks),
    ...drawLandmarks(look.landmarks ? drawing.landmarks : null, longer, look.marks),
    ...drawCaptions(drawing, look),
    '</svg>',
  ];
  return `${document.join('\n')}\n`;
}

function fillRegions({ regions, topology, style: stated }: Drawing): FilledRegion[] {
  const style = styleByLabel(stated, regions);
  const look = lookOf(style);
  const fills = fillColours(regions.map(({ label }) => label), topology.arcs, look.fills);
  const parts = new Map(topology.regions.map((region) => [region.label, region.parts]));
  return regions.map((region) => {
    const { label } = region;
    const own = parts.get(label);
    if (own === undefined) throw new RangeError(`region ${label} is not in the topology`);
    return { region, parts: own, look: regionLookOf(label, style, look, fills.get(label)!) };
  });
}

function drawPaper(paper: string | null, { size: { width, height } }: Drawing): string[] {
  return paper === null ? [] : [`<rect${attributes({ id: 'paper', width, height, fill: paper })}/>`];
}

function drawPortrait({ mediaType, base64 }: NonNullable<Drawing['portrait']>, { size: { width, height } }: Drawing): string {
  const place = { id: 'portrait', x: 0, y: 0, width, height, preserveAspectRatio: 'none' };
  // The pixels are not run through the escaping: base64 has nothing to escape, and they are megabytes.
  return `<image${attributes(place)} href="data:${escapeXml(mediaType)};base64,${base64}"/>`;
}
