import { expect, test } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { answering, breaking, scripted, type Answer } from './support/scripted-server.ts';

/** Writes these texts, and then breaks the connection or ends the answer. */
function streaming(texts: readonly string[], end: 'break' | 'end' = 'break'): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(texts.join(''), () => (end === 'end' ? response.end() : response.destroy()));
  };
}

const event = (id: string, status: string) => `id: ${id}\nevent: x\ndata: {"id":"s","status":"${status}"}\n\n`;

test('a stream that breaks goes on from its last event, through outages, and ends with the end', async () => {
  const { url, requests } = await scripted(
    streaming([event('1', 'pending'), event('2', 'pending'), 'id: 3\ndata: {"cut']),
    answering(503, { code: 'busy', detail: 'no' }, { 'retry-after': '0' }),
    breaking,
    streaming([': still there\n\n'], 'end'),
    streaming([event('4', 'done'), event('5', 'pending')]),
  );
  const seen = [];
  for await (const one of createClient({ baseUrl: url }).events('s')) seen.push([one.eventId, one.status]);
  expect(seen).toEqual([['1', 'pending'], ['2', 'pending'], ['4', 'done']]);
  const resumed = requests.map(({ headers }) => headers['last-event-id']);
  expect(resumed[0]).toBeUndefined();
  expect(new Set(resumed.slice(1))).toEqual(new Set(['2']));
});

test('whoever stops listening closes the connection', async () => {
  let closed: () => void;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const { url } = await scripted((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(event('1', 'pending'));
    response.once('close', () => closed());
  });
  for await (const one of createClient({ baseUrl: url }).events('s')) {
    expect(one.status).toBe('pending');
    break;
  }
  await isClosed;
});

test('what is erased ends the events with its problem', async () => {
  const { url } = await scripted(streaming([event('1', 'pending')]), answering(410, { code: 'gone', detail: 'It was erased.' }));
  const events = createClient({ baseUrl: url }).events('s');
  await events.next();
  await expect(events.next()).rejects.toMatchObject({ code: 'gone' });
});
