import { describe, expect, it } from 'vitest';
import type { StyleOptions } from '../../../src/contract.ts';
import { innerPlace } from '../../../src/geometry/drawing/inner-place.ts';
import { pathData } from '../../../src/geometry/drawing/path-data.ts';
import { DEFAULT_STYLE, drawSvg } from '../../../src/geometry/drawing/svg.ts';
import { escapeXml } from '../../../src/geometry/drawing/xml.ts';
import type { RegionDocument } from '../../../src/result-document.ts';

const SIZE = { width: 100, height: 80 };

function square(x: number, y: number, side: number): [number, number][] {
  return [[x, y], [x + side, y], [x + side, y + side], [x, y + side]];
}

function region(label: number, name: string, side: 'left' | 'right' | null, parts: RegionDocument['parts']): RegionDocument {
  const viewer_side = side === null ? null : side === 'left' ? 'right' : 'left';
  return { label, name, subject_side: side, viewer_side, parts, area_px: 0, perimeter_px: 0, centroid: [0, 0], bbox: [0, 0, 0, 0] };
}

const SKIN = region(1, 'skin', null, [
  { outer: square(10, 10, 60), holes: [square(20, 20, 8)] },
  { outer: square(80, 10, 5.12345), holes: [] },
]);
const EYE = region(4, 'eye', 'right', [{ outer: square(20, 20, 8), holes: [] }]);
const style = (changes: Partial<StyleOptions> = {}): StyleOptions => ({ ...DEFAULT_STYLE, ...changes });

describe('drawSvg', () => {
  it('refuses a style that could break out of its attribute', () => {
    const broken = style({ stroke: '#fff" onload="alert(1)' });
    expect(() => drawSvg({ size: SIZE, portrait: null, regions: [EYE], style: broken })).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('escapes every text that is not its own', () => {
    const nasty = region(7, 'a"b<c>&\u0000\uD800', null, EYE.parts);
    const svg = drawSvg({
      size: SIZE,
      portrait: { mediaType: 'image/png"><script>', base64: 'AAAA' },
      regions: [nasty],
      style: style({ labels: 'names' }),
    });
    expect(svg).toContain('data-name="a&quot;b&lt;c&gt;&amp;\uFFFD\uFFFD"');
    expect(svg).toContain('<title>a&quot;b&lt;c&gt;&amp;\uFFFD\uFFFD (label 7)</title>');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('\u0000');
  });

  it('draws portrait, regions with sides and holes, overrides and names, byte for byte', () => {
    const svg = drawSvg({
      size: SIZE,
      portrait: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' },
      regions: [SKIN, EYE],
      style: style({ labels: 'names', regions: { '4': { fill: 'gold', fill_opacity: 0.5, stroke: '#000', stroke_width: 2, dash: null } } }),
    });
    expect(svg).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="100" height="80" role="img">
<title>Regions of a face</title>
<desc>Contours of 2 regions over the upright portrait.</desc>
<image id="portrait" x="0" y="0" width="100" height="80" preserveAspectRatio="none" href="data:image/png;base64,iVBORw0KGgo="/>
<g id="regions" stroke-linejoin="round" stroke-linecap="butt">
<g id="region-1" data-label="1" data-name="skin">
<title>skin (label 1)</title>
<path fill-rule="evenodd" fill="#f4a582" fill-opacity="0.25" stroke="#ffffff" stroke-width="1.5" stroke-dasharray="6 4" d="M10 10L70 10L70 70L10 70ZM20 20L28 20L28 28L20 28ZM80 10L85.12 10L85.12 15.12L80 15.12Z"/>
</g>
<g id="region-4" data-label="4" data-name="eye" data-subject-side="right" data-viewer-side="left">
<title>right eye (label 4)</title>
<path fill-rule="evenodd" fill="gold" fill-opacity="0.5" stroke="#000" stroke-width="2" d="M20 20L28 20L28 28L20 28Z"/>
</g>
</g>
<g id="labels" font-family="Helvetica, Arial, sans-serif" font-weight="600" text-anchor="middle" fill="#ffffff" stroke="#1f2933" stroke-opacity="0.75" stroke-width="0.3" stroke-linejoin="round" paint-order="stroke">
<text data-label="1" x="40.29" y="41.2" font-size="2.6">skin</text>
<text data-label="4" x="24" y="24.91" font-size="2.6">eye</text>
</g>
</svg>
`);
  });

  it('draws numbers, or no labels, or no portrait', () => {
    const drawn = (changes: Partial<StyleOptions>) =>
      drawSvg({ size: SIZE, portrait: null, regions: [SKIN, EYE], style: style(changes) });
    expect(drawn({ labels: 'numbers' })).toMatch(/<text [^>]*>1<\/text>\n<text [^>]*>4<\/text>/);
    expect(drawn({})).not.toMatch(/<text|<image/);
    expect(drawn({})).toContain('<desc>Contours of 2 regions.</desc>');
    expect(drawn({})).toBe(drawn({}));
  });

  it('draws no region at all as well', () => {
    const svg = drawSvg({ size: SIZE, portrait: null, regions: [], style: style({ labels: 'names' }) });
    expect(svg).toContain('<desc>Contours of 0 regions.</desc>');
    expect(svg.match(/<g /g)).toHaveLength(1);
  });

  it('calls an unnamed label by its number once', () => {
    const svg = drawSvg({ size: SIZE, portrait: null, regions: [region(7, 'label 7', null, EYE.parts)], style: style() });
    expect(svg).toContain('<title>label 7</title>');
  });
});

describe('pathData', () => {
  it('closes every ring, rounds to hundredths and skips empty rings', () => {
    expect(pathData([{ outer: [[0.126, -0.001], [1e-9, 3], [2, 100000.5]], holes: [[]] }])).toBe('M0.13 0L0 3L2 100000.5Z');
    expect(pathData([])).toBe('');
  });
});

describe('innerPlace', () => {
  it('is the centroid of a plain shape', () => {
    expect(innerPlace({ outer: square(0, 0, 10), holes: [] }, 0.1)).toEqual({ place: [5, 5], clearance: 5 });
  });

  it('lies inside where the centroid does not', () => {
    const ring = innerPlace({ outer: square(0, 0, 100), holes: [square(20, 20, 60)] }, 0.1);
    expect(ring.clearance).toBeGreaterThan(9.9);
    const hook = innerPlace({ outer: [[0, 0], [100, 0], [100, 10], [10, 10], [10, 100], [0, 100]], holes: [] }, 0.1);
    expect(hook.clearance).toBeGreaterThan(4.9);
    expect(hook.place[0] < 10 || hook.place[1] < 10).toBe(true);
  });
});

describe('escapeXml', () => {
  it('keeps what XML can hold', () => {
    expect(escapeXml('œil d’or 👁 \t\n')).toBe('œil d’or 👁 \t\n');
    expect(escapeXml('\uFFFE\u000B👁\uDC00')).toBe('\uFFFD\uFFFD👁\uFFFD');
  });
});
