import { describe, expect, test } from 'vitest';
import { collectOption, optionsOf, type OptionValue } from '../../src/cli/option-values.ts';
import { Complaint } from '../../src/cli/complaint.ts';

const options = (...texts: string[]) => optionsOf(texts.reduce<OptionValue[]>((earlier, text) => collectOption(text, earlier), []));

describe('what is refused', () => {
  test.each([['contours'], ['=1'], ['.a=1'], ['a..b=1'], ['a b=1'], ['']])('%j', (text) => {
    expect(() => options(text)).toThrow(new Complaint(2, `--option ${text} is none: expected key=value, such as contours.detail=measure`));
  });

  test.each([
    [['a=1', 'a=2'], 'a'],
    [['a.b=1', 'a=2'], 'a'],
    [['a=1', 'a.b=2'], 'a'],
    [['a.b.c=1', 'a.b=2'], 'a.b'],
  ])('%j states one of them twice', (texts, path) => {
    expect(() => options(...texts)).toThrow(`--option ${path} is stated twice`);
  });
});

test('values are JSON where they are, else text; keys with dots are groups', () => {
  expect(
    options(
      'contours.detail=measure',
      'contours.min_part_px=0',
      'style.labels="names"',
      'style.dash=6 4',
      'style.regions.10.fill=teal',
      'labels.include=[1,2]',
      'labels.merge={"lips":[7,9]}',
      'measures=true',
      'style.stroke=a=b',
    ),
  ).toEqual({
    contours: { detail: 'measure', min_part_px: 0 },
    style: { labels: 'names', dash: '6 4', regions: { '10': { fill: 'teal' } }, stroke: 'a=b' },
    labels: { include: [1, 2], merge: { lips: [7, 9] } },
    measures: true,
  });
  expect(options()).toBeUndefined();
});

test('a key that means something to JavaScript is a key like any other', () => {
  expect(JSON.stringify(options('__proto__.x=1', 'style.__proto__=2', 'constructor=3'))).toBe('{"__proto__":{"x":1},"style":{"__proto__":2},"constructor":3}');
});
