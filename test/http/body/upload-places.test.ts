import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createUploadPlaces } from '../../../src/http/body/upload-places.ts';

const response = () => new ServerResponse(new IncomingMessage(new Socket()));

it('a place that is left goes to the caller who has the fewest, and of several of those to who waits for longest', async () => {
  const places = createUploadPlaces({ atOnce: 3, inLine: 8, longestWaitMs: 60_000 });
  const entered: string[] = [];
  const enter = async (name: string) => {
    const place = await places.enter(name[0]!, response());
    entered.push(name);
    return place;
  };
  const [a1, a2] = [await enter('a1'), await enter('a2'), await enter('b1')];
  const waiting = ['a3', 'b2', 'c1', 'd1'].map(enter);
  expect(a1.isWanted()).toBe(true);
  a1.leave();
  a1.leave();
  await expect.poll(() => entered.slice(3)).toEqual(['c1']);
  a2.leave();
  await expect.poll(() => entered.slice(3)).toEqual(['c1', 'a3']);
  (await waiting[2]!).leave();
  await expect.poll(() => entered.slice(3)).toEqual(['c1', 'a3', 'd1']);
});

it('one place alone is for whoever comes', async () => {
  const places = createUploadPlaces({ atOnce: 1, inLine: 1, longestWaitMs: 1 });
  const place = await places.enter('a', response());
  await expect(places.enter('a', response())).rejects.toMatchObject({ code: 'busy' });
  expect(place.isWanted()).toBe(false);
});
