import { expect, it } from 'vitest';
import { styleByLabel } from '../../../src/geometry/drawing/style-by-name.ts';

it('a region takes what is said of its name, its side, and its label, the later over the earlier', () => {
  const regions = [
    { label: 2, name: 'brow', subjectSide: 'right' },
    { label: 3, name: 'brow', subjectSide: 'left' },
    { label: 10, name: 'hair', subjectSide: null },
  ] as const;
  const said = { brow: { fill: 'red', stroke: 'white' }, left_brow: { fill: 'teal' }, 3: { stroke: 'blue' }, hat: { fill: 'black' } };
  expect(styleByLabel({ regions: said }, regions).regions).toEqual({
    2: { fill: 'red', stroke: 'white' },
    3: { fill: 'teal', stroke: 'blue' },
    10: {},
  });
});
