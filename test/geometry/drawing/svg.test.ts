import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Style } from '../../../src/geometry/drawing/style.ts';
import { THEMES } from '../../../src/contract/names.ts';
import type { Drawing } from '../../../src/geometry/drawing/drawing.ts';
import { drawSvg } from '../../../src/geometry/drawing/svg.ts';
import { escapeXml } from '../../../src/geometry/drawing/xml.ts';
import type { DescribedRegion, Zone } from '../../../src/geometry/face/described-region.ts';
import { CASES } from '../support/case.ts';
import { grid, labelMaps } from '../support/label-grids.ts';
import { drawingOf, elements, layer, shippedDrawing } from './drawings.ts';

const SIZE = { width: 100, height: 80 };

function square(x: number, y: number, side: number): [number, number][] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side]];
}

function region(label: number, name: string, side: 'left' | 'right' | null, parts: DescribedRegion['parts'], area: number): DescribedRegion {
  const viewerSide = side === null ? null : side === 'left' ? 'right' : 'left';
  return { label, name, subjectSide: side, viewerSide, parts, area, perimeter: 0, centroid: [0, 0], box: { x: 0, y: 0, width: 0, height: 0 } };
}

/** Skin with a part beside it, an eye in a hole of it, and in another corner something that need not be drawn. */
const [SKIN_RING, EYE_RING, SPOT_RING, HAT_RING] = [square(10, 10, 60), square(20, 20, 8), square(80, 10, 5.12345), square(10, 75, 4)];
const SKIN = region(1, 'skin', null, [{ outer: SKIN_RING, holes: [EYE_RING] }, { outer: SPOT_RING, holes: [] }], 3562);
const EYE = region(4, 'eye', 'right', [{ outer: EYE_RING, holes: [] }], 64);
const closed = (left: number, right: number, ring: [number, number][]) => ({ left, right, points: [...ring, ring[0]!], curve: null });
const topology: Drawing['topology'] = {
  arcs: [closed(0, 1, SKIN_RING), closed(1, 4, EYE_RING), closed(0, 1, SPOT_RING), closed(0, 9, HAT_RING)],
  regions: [
    { label: 1, parts: [{ outer: [0], holes: [[~1]] }, { outer: [2], holes: [] }] },
    { label: 4, parts: [{ outer: [1], holes: [] }] },
    { label: 9, parts: [{ outer: [3], holes: [] }] },
  ],
};

function drawing(changes: Partial<Style> = {}, rest: Partial<Drawing> = {}): Drawing {
  return {
    size: SIZE, portrait: null, regions: [SKIN, EYE], topology, landmarks: null, zones: [], axes: null,
    style: { regions: {}, ...changes }, ...rest,
  };
}

describe('drawSvg refuses', () => {
  it.each<Partial<Style>>([
    { stroke: '#fff" onload="alert(1)' },
    { dash: '1 2"><script>' },
    { regions: { '4': { fill: 'url(http://elsewhere)' } } },
  ])('what could break out of its attribute: %j', (style) => {
    expect(() => drawSvg(drawing(style))).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });

  it('a region that the topology lacks', () => {
    const stray = region(7, 'stray', null, EYE.parts, 64);
    expect(() => drawSvg(drawing({}, { regions: [stray] }))).toThrow(RangeError);
  });

  it('to pass on a text that is not its own unescaped', () => {
    const nasty = { ...EYE, name: 'a"b<c>&\u0000\uD800' };
    const svg = drawSvg(drawing({ labels: 'names' }, { regions: [nasty], portrait: { mediaType: 'image/png"><script>', base64: 'AAAA' } }));
    expect(svg).toContain('data-name="a&quot;b&lt;c&gt;&amp;\uFFFD\uFFFD"');
    expect(svg).toContain('<title>right a&quot;b&lt;c&gt;&amp;\uFFFD\uFFFD (label 4)</title>');
    expect(svg).toContain('>a&quot;b&lt;c&gt;&amp;\uFFFD\uFFFD</text>');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
  });
});

describe('drawSvg', () => {
  it('draws portrait, fills, borders and labels, overrides and a leader, byte for byte', () => {
    const regions = { '4': { fill: 'gold', fillOpacity: 0.5, stroke: '#000', strokeWidth: 2, dash: null } };
    expect(drawSvg(drawing({ labels: 'names', regions }, { portrait: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' } }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="100" height="80" role="img">
<title>Regions of a face</title>
<desc>Contours of 2 regions over the upright portrait.</desc>
<image id="portrait" x="0" y="0" width="100" height="80" preserveAspectRatio="none" href="data:image/png;base64,iVBORw0KGgo="/>
<g id="fills" fill-rule="evenodd">
<g opacity="0.25">
<g fill="none" stroke-width="2" stroke-linejoin="round" pointer-events="none">
<path stroke="#f4a582" stroke-linecap="round" vector-effect="non-scaling-stroke" d="M20 20L28 20L28 28L20 28Z"/>
</g>
<path id="region-1" data-label="1" data-name="skin" fill="#f4a582" d="M10 10L70 10L70 70L10 70ZM20 20L20 28L28 28L28 20ZM80 10L85.12 10L85.12 15.12L80 15.12Z"><title>skin (label 1)</title></path>
<g id="fills-2">
<path id="region-4" data-label="4" data-name="eye" data-subject-side="right" data-viewer-side="left" fill="gold" d="M20 20L28 20L28 28L20 28Z"><title>right eye (label 4)</title></path>
</g>
</g>
<use href="#fills-2" opacity="0.3333"/>
</g>
<g id="borders" fill="none" stroke="#ffffff" stroke-width="1.5" stroke-dasharray="6 4" stroke-linejoin="round" stroke-linecap="butt" pointer-events="none">
<path data-left="0" data-right="1" d="M10 10L70 10L70 70L10 70Z"/>
<path data-left="1" data-right="4" stroke="#000" stroke-width="2" stroke-dasharray="none" stroke-linecap="round" d="M20 20L28 20L28 28L20 28Z"/>
<path data-left="0" data-right="1" d="M80 10L85.12 10L85.12 15.12L80 15.12Z"/>
</g>
<g id="labels" pointer-events="none">
<g id="leaders" fill="none" stroke-linecap="round">
<path stroke="#1f2933" stroke-opacity="0.75" stroke-width="1.92" d="M24 24L70.04 24.48"/>
<g stroke="#ffffff" stroke-width="0.8">
<path data-label="4" d="M24 24L70.04 24.48"/>
</g>
<g fill="#ffffff" stroke="#1f2933" stroke-opacity="0.75" stroke-width="0.56">
<circle cx="24" cy="24" r="1.28"/>
</g>
</g>
<g font-family="Helvetica, Arial, sans-serif" font-weight="600" text-anchor="middle" fill="#ffffff" stroke="#1f2933" stroke-opacity="0.75" stroke-width="1.2" stroke-linejoin="round" paint-order="stroke">
<text data-label="1" x="40.29" y="43.44" font-size="9">skin</text>
<text data-label="4" x="80.21" y="27.63" font-size="9">eye</text>
</g>
</g>
</svg>
`);
  });

  it('draws numbers, or no labels, or no portrait', () => {
    expect(drawSvg(drawing({ labels: 'numbers' }))).toMatch(/<text [^>]*>1<\/text>\n<text [^>]*>4<\/text>/);
    expect(drawSvg(drawing())).not.toMatch(/<text|<image/);
    expect(drawSvg(drawing())).toContain('<desc>Contours of 2 regions.</desc>');
    expect(drawSvg(drawing({ portrait: 'none' }, { portrait: { mediaType: 'image/png', base64: 'AAAA' } }))).not.toContain('<image');
  });

  it('draws no region at all as well', () => {
    const svg = drawSvg(drawing({ labels: 'names' }, { regions: [] }));
    expect(svg).toContain('<desc>Contours of 0 regions.</desc>');
    expect(svg).not.toMatch(/<path|<text|<use/);
  });

  it('calls an unnamed label by its number once', () => {
    expect(drawSvg(drawing({}, { regions: [{ ...EYE, name: 'label 4', subjectSide: null }] }))).toContain('<title>label 4</title>');
  });

  it('draws landmarks, axes and zones where they are asked for and there', () => {
    const zone: Zone = { ...EYE, name: 'chin', subjectSide: null, viewerSide: null };
    const given: Partial<Drawing> = { landmarks: [[1, 2], [3.456, 4]], axes: { midline: [[50, 0], [50, 80]], eyes: [[0, 40], [100, 40]] }, zones: [zone] };
    const none = drawSvg(drawing({}, { ...given, zones: [] }));
    expect(none).not.toMatch(/id="(landmarks|axes|zones)"/);
    expect(drawSvg(drawing({ landmarks: true, axes: true }))).toBe(drawSvg(drawing()));

    const svg = drawSvg(drawing({ landmarks: true, axes: true }, given));
    expect(elements(layer(svg, 'landmarks'), 'path')).toEqual([{ id: 'landmark-dots', d: 'M1 2h0M3.46 4h0' }]);
    expect(elements(layer(svg, 'axes'), 'path').slice(1)).toEqual([
      { 'data-axis': 'midline', d: 'M50 0L50 80' },
      { 'data-axis': 'eyes', d: 'M0 40L100 40' },
    ]);
    expect(layer(svg, 'zones')).toContain('<path id="zone-chin" data-name="chin" d="M20 20L28 20L28 28L20 28Z"><title>chin</title></path>');
  });

  it('fills again what is more opaque, for one and the same opacity in the end', () => {
    const three = drawingOf(grid('abc', 'abc'));
    const regions = { '1': { fillOpacity: 0.9 }, '2': { fillOpacity: 0 }, '3': { fill: '#00ff0080', fillOpacity: 1 } };
    const svg = drawSvg({ ...three, style: { regions } });
    const passes = [Number(elements(layer(svg, 'fills'), 'g')[1]!['opacity']), ...elements(svg, 'use').map(({ opacity }) => Number(opacity))];
    const over = passes.map((_, i) => 1 - passes.slice(0, i + 1).reduce((clear, opacity) => clear * (1 - opacity), 1));
    expect(over.map((opacity) => Math.round(opacity * 1000) / 1000)).toEqual([0, 0.5, 0.9]);
    expect(elements(layer(svg, 'fills-2'), 'path').map(({ id }) => id)).toEqual(['region-3', 'region-1']);
    expect(elements(layer(svg, 'fills-3'), 'path').map(({ id }) => id)).toEqual(['region-1']);
  });

  it('lays a wider solid line under every border of high contrast, also under one of its own width', () => {
    const svg = drawSvg(drawing({ theme: 'high-contrast', dash: '2 2', regions: { '4': { strokeWidth: 5 } } }));
    const casing = elements(layer(svg, 'border-casing'), 'path');
    expect(casing.map((path) => path['stroke-width'])).toEqual(['4', '7']);
    expect(casing.map(({ d }) => d).join('').length).toBe(elements(layer(svg, 'borders'), 'path').map(({ d }) => d).join('').length);
    expect(svg.indexOf('border-casing')).toBeLessThan(svg.indexOf('"borders"'));
    expect(layer(svg, 'border-casing')).not.toContain('dasharray');
  });

  it.each(THEMES)('%s: layers by their ids, in their order, and the paper under them', (theme) => {
    const svg = drawSvg({ ...shippedDrawing('astronaut'), style: { theme, labels: 'names', regions: {} } });
    const ids = [...svg.matchAll(/ id="([a-z-]+)"/g)].map(([, id]) => id);
    const paper = theme === 'print' ? ['paper'] : [];
    const casing = theme === 'high-contrast' ? ['border-casing'] : [];
    expect(ids).toEqual([...paper, 'fills', ...casing, 'borders', 'labels', 'leaders']);
  });
});

describe.each(CASES)('%s', (name) => {
  const shipped = shippedDrawing(name);

  it('has each border once, and none between what is not drawn', () => {
    for (const hidden of [[], [1], [1, 10]]) {
      const regions = shipped.regions.filter(({ label }) => !hidden.includes(label));
      const drawn = new Set(regions.map(({ label }) => label));
      const borders = elements(layer(drawSvg({ ...shipped, regions }), 'borders'), 'path');
      const segments = borders.flatMap(({ d }) => segmentsOf(d!));
      expect(new Set(segments).size).toBe(segments.length);
      const expected = shipped.topology.arcs.filter(({ left, right }) => drawn.has(left) || drawn.has(right));
      expect(segments.length).toBe(new Set(expected.flatMap(({ points }) => segmentsOf(`M${points.map((point) => point.join(' ')).join('L')}`))).size);
      for (const border of borders) {
        const [left, right] = [border['data-left']!, border['data-right']!].map((labels) => labels.split(' ').map(Number));
        expect([...left!, ...right!].some((label) => drawn.has(label))).toBe(true);
        for (const labels of [left!, right!]) expect(labels.length === 1 || !labels.some((label) => drawn.has(label))).toBe(true);
      }
    }
  });

  it.each(THEMES)('in the theme %s: the same bytes, no script, no link to anything outside, elements closed', (theme) => {
    const styled = { ...shipped, style: { theme, landmarks: true, axes: true, regions: {} } };
    const svg = drawSvg(styled);
    expect(drawSvg(structuredClone(styled))).toBe(svg);
    expect(svg).not.toMatch(/<script|<style|javascript:| on\w+=/i);
    expect([...svg.matchAll(/href="([^"]*)"/g)].every(([, to]) => to!.startsWith('#'))).toBe(true);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toContain('://');
    expectClosed(svg);
  });
});

it('any map, some of it not drawn: closed elements, no number that is none, links that lead somewhere', () => {
  fc.assert(
    fc.property(labelMaps(30), fc.array(fc.integer({ min: 1, max: 12 })), fc.constantFrom(...THEMES), (map, exclude, theme) => {
      const regions = { '2': { fillOpacity: 1, stroke: 'red' }, '3': { strokeWidth: 0 }, '5': { fillOpacity: 0.7 } };
      const svg = drawSvg({ ...drawingOf(map, { exclude, turnedBy: 33 }), style: { theme, labels: 'numbers', regions } });
      expectClosed(svg);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));
      for (const { href } of elements(svg, 'use')) expect(ids).toContain(href);
    }),
    { numRuns: 60 },
  );
});

describe('escapeXml', () => {
  it('keeps what XML can hold', () => {
    expect(escapeXml('œil d’or 👁 \t\n')).toBe('œil d’or 👁 \t\n');
    expect(escapeXml('\uFFFE\u000B👁\uDC00')).toBe('\uFFFD\uFFFD👁\uFFFD');
  });
});

/** Each line of path data from its lesser end to its greater. */
function segmentsOf(data: string): string[] {
  return data.split('M').slice(1).flatMap((part) => {
    const points = part.replace('Z', '').split('L').map((pair) => pair.split(' ').map((value) => Math.round(Number(value) * 100) / 100).join(' '));
    if (part.endsWith('Z')) points.push(points[0]!);
    return points.slice(1).flatMap((end, i) => (end === points[i] ? [] : [[points[i]!, end].toSorted().join(' to ')]));
  });
}

function expectClosed(svg: string): void {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, end, name, alone] of svg.matchAll(/<(\/?)([a-z]+)(?: [\w:-]+="[^"<]*")*(\/?)>/gi)) {
    if (end === '/' && open.pop() !== name) wrong.push(tag);
    else if (end !== '/' && alone === '') open.push(name!);
  }
  expect([wrong, open]).toEqual([[], []]);
  // Nothing is left once elements and text are taken off.
  expect(svg.replace(/^<\?xml[^>]*\?>/, '').replace(/<\/?[a-z]+(?: [\w:-]+="[^"<]*")*\/?>/gi, '')).not.toMatch(/[<>]/);
}
