import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const PAGE = readFileSync('docs/glossary.md', 'utf8');
const TERMS = [...PAGE.matchAll(/^- \*\*([^*]+)\*\*: /gm)].flatMap(([, terms]) => terms!.split(', '));

test('has every term once', () => {
  expect(TERMS.filter((term, at) => TERMS.indexOf(term) !== at)).toEqual([]);
  expect(PAGE.split('\n').filter((line) => line.startsWith('- ')).every((line) => /^- \*\*[^*]+\*\*: ./.test(line))).toBe(true);
});

test('has the words that the API, the workflow and the core are made of', () => {
  const needed = ['submission', 'portrait', 'label map', 'landmark', 'label', 'region', 'part', 'ring', 'border', 'arc', 'junction', 'affine', 'roll', 'upright frame', 'original frame',
    'artifact', 'step', 'run', 'attempt', 'delivery', 'webhook', 'retention', 'drawing', 'caption', 'face', 'certificate', 'zone', 'measure'];
  for (const term of needed) expect(TERMS).toContain(term);
});
