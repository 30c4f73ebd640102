import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { expect, it, vi } from 'vitest';
import { PIECE_BYTES } from '../../../src/http/artifacts/stored-pieces.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { submitted } from '../support/calls.ts';
import { complete, SVG } from '../support/result.ts';

const api = useApi();
const PIECES = 90;
/** 17 MB, no piece like another, of a length that ends within a group of base64. */
const LARGE = `${SVG.slice(0, -2)}>${Array.from({ length: (PIECES * PIECE_BYTES) / 8 }, (_, i) => String(i).padStart(8, '.')).join('')}</svg>`;

const routes = ['status', 'svg'] as const;
const pathOf = (id: string, route: (typeof routes)[number]) => (route === 'svg' ? `/api/v1/submissions/${id}/svg` : `/api/v1/frontal/crop/status/${id}`);

async function done(): Promise<string> {
  const id = await submitted(api().url, PLAIN);
  await complete(api().database.steps, id, LARGE);
  return id;
}

/** The headers of an answer whose body nobody reads yet. */
async function unread(path: string): Promise<IncomingMessage> {
  const asked = request(`${api().url}${path}`, { agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.on('error', () => {});
  return answer;
}

it('a drawing comes whole, in a status and by itself', async () => {
  const id = await done();
  const [status, svg] = await Promise.all(routes.map((route) => fetch(api().url + pathOf(id, route))));
  expect(Number(svg!.headers.get('content-length'))).toBe(Buffer.byteLength(LARGE));
  expect((await svg!.text()) === LARGE).toBe(true);
  const length = Number(status!.headers.get('content-length'));
  const text = await status!.text();
  expect(Buffer.byteLength(text)).toBe(length);
  const answer = JSON.parse(text) as { svg: string; status: string };
  expect(answer.status).toBe('done');
  expect(Buffer.from(answer.svg, 'base64').toString() === LARGE).toBe(true);
});

it.each(routes)('is fetched as it is read, from where it lies: %s', async (route) => {
  const id = await done();
  const fetching = vi.spyOn(api().database.submissions, 'loadPiece');
  const answers = await Promise.all(Array.from({ length: 6 }, () => unread(pathOf(id, route))));
  // Nobody reads. What the system keeps for a connection is filled, and no more is fetched.
  let before = -1;
  await expect.poll(() => before === (before = fetching.mock.calls.length), { interval: 500, timeout: 50_000 }).toBe(true);
  expect(before).toBeLessThan((answers.length * PIECES) / 2);
  expect((await fetch(`${api().url}/health/live`)).status).toBe(200);
  for (const answer of answers) answer.destroy();
  fetching.mockRestore();
});

it.each(routes)('is cut where it was erased in between: %s', async (route) => {
  const id = await done();
  const answer = await unread(pathOf(id, route));
  await api().database.submissions.erase(id, 'deleted');
  let received = 0;
  answer.on('data', (chunk: Buffer) => (received += chunk.length));
  await new Promise((resolve) => answer.on('close', resolve));
  expect(received).toBeLessThan(Number(answer.headers['content-length']));
});
