import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeHttpServer, createHttpServer } from '../../src/processes/http-server.ts';
import { answerTo, slowRequest, statusesOf } from '../support/hostile/raw-requests.ts';

const REQUEST_WITHIN_MS = 300;
const server = createHttpServer((request, response) => {
  request.resume().once('end', () => setTimeout(() => response.end('read'), 3 * REQUEST_WITHIN_MS));
}, REQUEST_WITHIN_MS);
let port: number;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => closeHttpServer(server));

test('whoever sends a body byte by byte, for ever, is told that it took too long', async () => {
  expect(statusesOf(await answerTo(await slowRequest(port)))).toEqual([408]);
});

test('an answer may take longer than the request', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' });
  expect(await response.text()).toBe('read');
});

test('a connection is kept open for longer than a proxy waits with it', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' });
  expect(response.headers.get('keep-alive')).toBe('timeout=75');
});
