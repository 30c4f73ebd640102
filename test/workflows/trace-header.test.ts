import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { TRACE_HEADER } from '../../src/contract/trace.ts';
import { traceparentIn, withTrace } from '../../workflows/trace-header.ts';

const TRACEPARENT = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const header = (value: unknown) => ({ [TRACE_HEADER]: defaultPayloadConverter.toPayload(value) });

test.each([
  ['none', {}],
  ['null', header(null)],
  ['a text', header(TRACEPARENT)],
  ['another carrier', header({ b3: '1' })],
  ['a traceparent that is none', header({ traceparent: 'garbage' })],
  ['a traceparent of another type', header({ traceparent: [TRACEPARENT] })],
  ['bytes', header(new Uint8Array([1, 2, 3]))],
  ['broken JSON', { [TRACE_HEADER]: { ...header('')[TRACE_HEADER], data: new Uint8Array([123]) } }],
  ['an unknown encoding', { [TRACE_HEADER]: { metadata: { encoding: new Uint8Array([120]) }, data: new Uint8Array([1]) } }],
])('there is no trace in a header that is %s', (_, headers) => {
  expect(traceparentIn(headers)).toBeNull();
});

test('what is put in comes out, beside what was there, and beside what other SDKs add', () => {
  const headers = withTrace(header({ traceparent: 'old' }), TRACEPARENT);
  expect(traceparentIn({ ...headers, other: headers[TRACE_HEADER]! })).toBe(TRACEPARENT);
  expect(traceparentIn(header({ traceparent: TRACEPARENT, tracestate: 'vendor=1', baggage: 'x=y' }))).toBe(TRACEPARENT);
});

test('without a trace headers stay as they are', () => {
  const headers = header('x');
  expect(withTrace(headers, null)).toBe(headers);
});
