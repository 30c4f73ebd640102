import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { FrontalError } from '../../../src/contract/errors.ts';
import { readDrawing } from '../../../src/http/drawings/read-drawing.ts';
import { readOptionsField } from '../../../src/http/input/options-field.ts';
import { SUBMISSION_ID } from '../../../src/contract/submission-id.ts';
import type { Target } from '../target.ts';

const sent = readOptionsField({ style: { regions: { 10: { stroke: '#ff8800' } } }, contours: { detail: 'editable' } });
if (!sent.ok) throw new Error('the options to be drawn over are refused');
const { delay_ms: _delay, retention: _retention, webhook: _webhook, find: _find, ...options } = sent.value;
const former = { portrait: 'a'.repeat(64), labelMap: 'b'.repeat(64), landmarks: 'c'.repeat(64), tenant: null, options };

const value = fc.jsonValue({ maxDepth: 3 });
const style = fc.record(
  { fill_opacity: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), value), dash: fc.oneof(fc.constantFrom('6 4', null), value), regions: fc.oneof(fc.dictionary(fc.constantFrom('1', '10', '01', '__proto__'), value), value) },
  { requiredKeys: [] },
);
const stated = fc.dictionary(fc.constantFrom('alignment', 'labels', 'contours', 'style', 'zones', 'measures', 'delay_ms', 'webhook', '__proto__', 'constructor'), fc.oneof(style, value));

export const drawingReader: Target<Readonly<Record<string, unknown>>> = {
  name: 'drawings',
  inputs: fc.oneof(stated, fc.record({ style })),
  read(body) {
    const drawn = readDrawing(body, former);
    ok(SUBMISSION_ID.test(drawn.id));
    // Nothing stated over it changes nothing.
    deepStrictEqual(readDrawing({}, { ...former, options: drawn.options }), drawn);
  },
  isRefusal: (error) => error instanceof FrontalError && error.code === 'invalid_option',
};
