import { expect, test } from 'vitest';
import { createMemoryRoom } from '../../src/content/memory-room.ts';

/** Works until it is told to end, and says that it began. */
function held(room: ReturnType<typeof createMemoryRoom>, bytes: number, name: string, begun: string[], waiting = {}) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const done = room.hold(bytes, () => (begun.push(name), ended), waiting);
  return { end, done };
}
const turns = () => new Promise((resolve) => setImmediate(resolve));

test('work is let in as long as its bytes fit, and nobody overtakes', async () => {
  const room = createMemoryRoom(100);
  const begun: string[] = [];
  const [a, b, c, d] = [held(room, 60, 'a', begun), held(room, 30, 'b', begun), held(room, 20, 'c', begun), held(room, 1, 'd', begun)];
  await turns();
  expect(begun).toEqual(['a', 'b']);
  b.end();
  await b.done;
  await turns();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  for (const work of [a, c, d]) work.end();
  await Promise.all([a.done, c.done, d.done]);
});

test('what is larger than the room has it to itself', async () => {
  const room = createMemoryRoom(100);
  const begun: string[] = [];
  const small = held(room, 1, 'small', begun);
  const huge = held(room, 5_000, 'huge', begun);
  const next = held(room, 1, 'next', begun);
  await turns();
  expect(begun).toEqual(['small']);
  small.end();
  await small.done;
  await turns();
  expect(begun).toEqual(['small', 'huge']);
  huge.end();
  await huge.done;
  next.end();
  await next.done;
  expect(begun).toEqual(['small', 'huge', 'next']);
});

test('work that fails leaves its place', async () => {
  const room = createMemoryRoom(10);
  await expect(room.hold(10, async () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  expect(await room.hold(10, async () => 'done')).toBe('done');
});

test('whoever gives up, or waits too long, leaves the line and is not begun', async () => {
  const room = createMemoryRoom(10);
  const begun: string[] = [];
  const first = held(room, 8, 'first', begun);
  const stop = new AbortController();
  const gone = held(room, 10, 'gone', begun, { signal: stop.signal });
  const late = held(room, 10, 'late', begun, { withinMs: 1 });
  await expect(late.done).rejects.toMatchObject({ code: 'busy' });
  const small = held(room, 2, 'small', begun);
  stop.abort(new Error('went away'));
  await expect(gone.done).rejects.toThrow('went away');
  await turns();
  expect(begun).toEqual(['first', 'small']);
  first.end();
  small.end();
  await Promise.all([first.done, small.done]);
});

test('a line of callers has an end, one of steps has none', async () => {
  const room = createMemoryRoom(1);
  const leave = await room.enter(1);
  const steps = Array.from({ length: 64 }, () => room.hold(1, async () => {}));
  await expect(room.enter(1, { withinMs: 60_000 })).rejects.toMatchObject({ code: 'busy' });
  const one = room.hold(1, async () => 'one more');
  leave();
  leave();
  await Promise.all(steps);
  expect(await one).toBe('one more');
});
