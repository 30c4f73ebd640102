import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeHttpServer, createHttpServer } from '../../src/processes/http-server.ts';
import { answerTo, slowRequest, statusesOf } from '../support/hostile/raw-requests.ts';

/** Far more than a request takes here, on any machine. */
const REQUEST_WITHIN_MS = 2_000;
let arrived = () => {};
let answer = () => {};
const server = createHttpServer((request, response) => {
  answer = () => response.end('read');
  request.resume().once('end', () => arrived());
}, REQUEST_WITHIN_MS);
let port: number;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => closeHttpServer(server));

test('whoever sends a body byte by byte, for ever, is told that it took too long; an answer may take longer than the request', async () => {
  const isThere = new Promise<void>((resolve) => (arrived = resolve));
  const asked = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' });
  await isThere;
  const answerLate = answer;
  // It began later, and has as long.
  expect(statusesOf(await answerTo(await slowRequest(port)))).toEqual([408]);
  answerLate();
  const response = await asked;
  expect(await response.text()).toBe('read');
  // A connection is kept open for longer than a proxy waits with it.
  expect(response.headers.get('keep-alive')).toBe('timeout=75');
});
