import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEventStream, type ServerSentEvent } from '../../src/client/event-stream.ts';

async function events(...chunks: (string | Uint8Array)[]): Promise<ServerSentEvent[]> {
  const body = async function* () {
    for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  };
  const all: ServerSentEvent[] = [];
  for await (const event of readEventStream(body())) all.push(event);
  return all;
}

test.each<[string, string, ServerSentEvent[]]>([
  ['an event', 'id: 1\nevent: step\ndata: {"a":1}\n\n', [{ id: '1', event: 'step', data: '{"a":1}' }]],
  ['without a name', 'data: x\n\n', [{ id: '', event: 'message', data: 'x' }]],
  ['the id of the last one that had one', 'id: 7\ndata: a\n\ndata: b\n\n', [{ id: '7', event: 'message', data: 'a' }, { id: '7', event: 'message', data: 'b' }]],
  ['several lines of data', 'data: a\ndata:b\ndata\n\n', [{ id: '', event: 'message', data: 'a\nb\n' }]],
  ['comments and fields of other kinds', ': beat\n\nretry: 10\nfoo: bar\ndata: a\n\n', [{ id: '', event: 'message', data: 'a' }]],
  ['an event without data is none', 'event: a\n\ndata: b\n\n', [{ id: '', event: 'message', data: 'b' }]],
  ['an event that is cut off is none', 'data: a\n\ndata: b\n', [{ id: '', event: 'message', data: 'a' }]],
  ['line ends of all kinds', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', [{ id: '', event: 'message', data: 'a' }, { id: '', event: 'message', data: 'b' }, { id: '', event: 'message', data: 'c' }]],
])('%s', async (_, text, expected) => {
  expect(await events(text)).toEqual(expected);
});

test('wherever the stream is cut into chunks, in the midst of characters and line ends too', async () => {
  const bytes = new TextEncoder().encode('id: 1\r\nevent: schön\r\ndata: ä€😀\r\ndata: b\r\n\r\nid: 2\ndata: c\n\n');
  const whole = await events(bytes);
  expect(whole).toEqual([{ id: '1', event: 'schön', data: 'ä€😀\nb' }, { id: '2', event: 'message', data: 'c' }]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 10 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
      expect(await events(...chunks)).toEqual(whole);
    }),
  );
});
