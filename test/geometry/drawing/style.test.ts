import { describe, expect, it } from 'vitest';
import { THEMES } from '../../../src/contract/names.ts';
import { borderLook, linesOf, type Side } from '../../../src/geometry/drawing/borders.ts';
import { colourOf } from '../../../src/geometry/drawing/palette.ts';
import { embedsPortrait, lookOf, regionLookOf, type Style } from '../../../src/geometry/drawing/style.ts';
import { isColour, isDash } from '../../../src/contract/css.ts';
import { THEME_LOOKS } from '../../../src/geometry/drawing/themes.ts';

const PLAIN: Style = { regions: {} };
const invalid = (message: string) => expect.objectContaining({ code: 'invalid_option', message });

describe('isColour', () => {
  it.each(['', '#', '#12', '#1234', '#12345', '#1234567', '#ggg', 'url(#a)', 'red;', 'notacolour', 'constructor', 'red"', '#fff ', 'rgb(1,2,3)', 'none'])(
    'refuses %j',
    (text) => expect(isColour(text)).toBe(false),
  );
  it.each(['#fff', '#FFEE00', '#11223344', 'white', 'RebeccaPurple', 'transparent'])('takes %j', (text) =>
    expect(isColour(text)).toBe(true),
  );
});

describe('isDash', () => {
  it.each(['', ' ', '0', '0 0', '-1 2', '6 4;', '6,,4', 'a', '1e3 2', '6 4"', '123456', '6 4 '.repeat(30), '1'.padEnd(40, ' 1')])(
    'refuses %j',
    (text) => expect(isDash(text)).toBe(false),
  );
  it.each(['6 4', '6,4', '6, 4', '1.5 2 0.125', '0 3', '5', 'none'])('takes %j', (text) => expect(isDash(text)).toBe(true));
});

const BROKEN: Style['regions'][string][] = [
  { stroke: '"/><script/>' },
  { dash: '6 4" onload="x' },
  { fillOpacity: 1.01 },
  { fillOpacity: NaN },
  { strokeWidth: -1 },
  { strokeWidth: Infinity },
];

describe('lookOf', () => {
  it.each(BROKEN)('refuses %j', (own) => {
    expect(() => lookOf({ ...PLAIN, ...own })).toThrow(invalid('The style cannot be drawn.'));
  });

  it('refuses a theme that is none, also by the name of a prototype', () => {
    for (const theme of ['noir', 'constructor']) {
      const style = { ...PLAIN, ...(JSON.parse(JSON.stringify({ theme })) as object) };
      expect(() => lookOf(style)).toThrow(invalid('The style cannot be drawn.'));
    }
  });

  it('is white dashes over a light tint where nothing is stated', () => {
    expect(lookOf(PLAIN)).toMatchObject({ fillOpacity: 0.25, stroke: '#ffffff', strokeWidth: 1.5, dash: '6 4', labels: 'none', portrait: 'embed' });
    expect(lookOf({ ...PLAIN, theme: 'consultation' })).toEqual(lookOf(PLAIN));
  });

  it.each(THEMES)('%s: what is stated stands in the place of what the theme has', (theme) => {
    const stated = { fillOpacity: 0, stroke: 'teal', strokeWidth: 7, dash: '1 2', labels: 'numbers', portrait: 'none', landmarks: true, axes: true } as const;
    expect(lookOf({ ...PLAIN, theme, ...stated })).toEqual({
      ...THEME_LOOKS[theme],
      fillOpacity: 0, stroke: 'teal', strokeWidth: 7, dash: '1 2', labels: 'numbers', portrait: 'none', landmarks: true, axes: true,
    });
  });

  it('takes null and `none` for a solid line', () => {
    for (const dash of [null, 'none']) expect(lookOf({ ...PLAIN, dash }).dash).toBeNull();
  });

  it('knows whether the portrait is needed', () => {
    expect(embedsPortrait(PLAIN)).toBe(true);
    expect(embedsPortrait({ ...PLAIN, theme: 'print' })).toBe(false);
    expect(embedsPortrait({ ...PLAIN, theme: 'print', portrait: 'embed' })).toBe(true);
  });
});

describe('themes', () => {
  it('hold nothing that could not stand in an SVG', () => {
    for (const { stroke, dash, casing, paper, fills, text, marks } of Object.values(THEME_LOOKS)) {
      const colours = [stroke, casing?.colour, paper, ...(fills ?? []), text.colour, text.halo, marks.colour, marks.halo];
      expect(colours.filter((colour) => colour !== null && colour !== undefined && !isColour(colour))).toEqual([]);
      expect(dash === null || isDash(dash)).toBe(true);
    }
  });

  it('high contrast: line and casing by WCAG 2.2 stand out against each other, and one of both on any gray', () => {
    const { stroke, casing } = THEME_LOOKS['high-contrast'];
    expect(contrast(luminance(stroke), luminance(casing!.colour))).toBeGreaterThan(19);
    for (let gray = 0; gray <= 1; gray += 0.01) {
      expect(Math.max(contrast(luminance(stroke), gray), contrast(luminance(casing!.colour), gray))).toBeGreaterThan(3);
    }
  });

  it('print: black lines on paper that is white, whatever the fill', () => {
    const { stroke, paper, fills, fillOpacity, text } = THEME_LOOKS.print;
    expect([stroke, paper, text.colour]).toEqual(['#000000', '#ffffff', '#000000']);
    for (const fill of fills!) {
      const onPaper = 255 - fillOpacity * (255 - parseInt(fill.slice(1, 3), 16));
      expect(contrast(luminance(`#${Math.round(onPaper).toString(16).repeat(3)}`), 0)).toBeGreaterThan(7);
    }
  });
});

describe('regionLookOf', () => {
  const of = (own: Style['regions'][string], style = PLAIN) =>
    regionLookOf(4, { ...style, regions: { '4': own } }, lookOf(style), colourOf(4));

  it.each([...BROKEN, { fill: 'url(javascript:1)' }])('refuses %j', (own) => {
    expect(() => of(own)).toThrow(invalid('The style of region 4 cannot be drawn.'));
  });

  it('lets one region differ, and others not', () => {
    expect(of({ fill: 'red', fillOpacity: 0.5 })).toMatchObject({ fill: 'red', opacity: 0.5 });
    expect(regionLookOf(5, { regions: { '4': { fill: 'red' } } }, lookOf(PLAIN), colourOf(5))).toEqual({ fill: colourOf(5), opacity: 0.25, own: {} });
  });

  it('takes an alpha for opacity', () => {
    expect(of({ fill: '#10203080', fillOpacity: 0.5 })).toMatchObject({ fill: '#102030', opacity: 0.25 });
    expect(of({ fill: 'Transparent' })).toMatchObject({ opacity: 0 });
  });
});

describe('the look of a border', () => {
  const all = linesOf(lookOf(PLAIN));
  const side = (label: number, area: number, own: Side['own'] = {}): Side => ({ label, area, own });

  it('is that of all between regions without their own', () => {
    expect(borderLook(side(1, 100), side(2, 50), all)).toEqual(all);
    expect(borderLook(side(1, 100), undefined, all)).toEqual(all);
  });

  it('is nothing between what is not drawn, nor at a width of 0', () => {
    expect(borderLook(undefined, undefined, all)).toBeNull();
    expect(borderLook(side(1, 100, { strokeWidth: 0 }), side(2, 50), all)).toBeNull();
    expect(borderLook(side(1, 100), side(2, 50), { ...all, strokeWidth: 0 })).toBeNull();
  });

  it('is that of the region that has its own, on either side, larger or smaller', () => {
    const red = side(1, 100, { stroke: 'red' });
    for (const other of [side(2, 50), side(2, 500), undefined]) {
      expect(borderLook(red, other, all)).toEqual({ ...all, stroke: 'red' });
      expect(borderLook(other, red, all)).toEqual({ ...all, stroke: 'red' });
    }
  });

  it("is the smaller region's where both have theirs, each value by itself", () => {
    const [large, small] = [side(1, 100, { stroke: 'red', strokeWidth: 5 }), side(2, 50, { stroke: 'blue', dash: null })];
    for (const look of [borderLook(large, small, all), borderLook(small, large, all)]) {
      expect(look).toEqual({ stroke: 'blue', strokeWidth: 5, dash: null });
    }
  });

  it("is the smaller label's where both are as large", () => {
    const [one, two] = [side(1, 50, { stroke: 'red' }), side(2, 50, { stroke: 'blue' })];
    expect(borderLook(two, one, all)).toMatchObject({ stroke: 'red' });
  });
});

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
