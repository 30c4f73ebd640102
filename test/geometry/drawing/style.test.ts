import { describe, expect, it } from 'vitest';
import { DEFAULT_STYLE, isColour, isDash, resolveStyle } from '../../../src/geometry/drawing/style.ts';
import { colourOf } from '../../../src/geometry/drawing/palette.ts';

const invalid = expect.objectContaining({ code: 'invalid_option', message: 'The style of region 4 cannot be drawn.' });

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

describe('resolveStyle', () => {
  it.each([
    { fill: 'url(javascript:1)' },
    { stroke: '"/><script/>' },
    { dash: '6 4" onload="x' },
    { fill_opacity: 1.01 },
    { fill_opacity: NaN },
    { stroke_width: -1 },
    { stroke_width: Infinity },
  ])('refuses %j', (own) => {
    expect(() => resolveStyle(4, { ...DEFAULT_STYLE, regions: { '4': own } })).toThrow(invalid);
  });

  it('is white dashes over a light tint', () => {
    expect(resolveStyle(4, DEFAULT_STYLE)).toEqual({
      fill: colourOf(4),
      fillOpacity: 0.25,
      stroke: '#ffffff',
      strokeWidth: 1.5,
      dash: '6 4',
    });
  });

  it('lets one region differ, and others not', () => {
    const style = { ...DEFAULT_STYLE, regions: { '4': { fill: 'red', dash: null, stroke_width: 3 } } };
    expect(resolveStyle(4, style)).toMatchObject({ fill: 'red', dash: null, strokeWidth: 3, stroke: '#ffffff' });
    expect(resolveStyle(5, style)).toEqual(resolveStyle(5, DEFAULT_STYLE));
  });

  it('takes `none` for a solid line', () => {
    expect(resolveStyle(1, { ...DEFAULT_STYLE, dash: 'none' }).dash).toBeNull();
  });
});

describe('the palette', () => {
  const labels = Array.from({ length: 255 }, (_, i) => i + 1);

  it('has a valid colour for every label, and no two of the first forty alike', () => {
    expect([...labels, 65535].every((label) => /^#[0-9a-f]{6}$/.test(colourOf(label)))).toBe(true);
    expect(new Set(labels.slice(0, 40).map(colourOf)).size).toBe(40);
  });

  it('stays as it is: drawings are compared over time', () => {
    expect([1, 4, 10, 40, 254].map(colourOf)).toEqual(['#f4a582', '#ffd23f', '#5b6ee1', '#7cda4e', '#da5f4e']);
  });
});
