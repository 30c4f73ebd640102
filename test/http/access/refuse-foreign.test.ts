import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/hostile/raw-requests.ts';
import { useApi } from '../support/api.ts';

const OPEN = { tenantOf: null, requestsPerMinute: null, corsOrigins: [] };
const LIST = '/api/v1/submissions';

/** The status of a request under a name, with further headers. */
async function statusOf(url: string, path: string, host: string, ...headers: string[]): Promise<number> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const answer = answerTo(socket);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(await answer)?.[1]);
}

describe('without keys', () => {
  const api = useApi({ access: { ...OPEN, allowedHosts: ['frontal.example'] } });

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:8000', '10.0.0.1', '0.0.0.0', '[::2]', 'localhost.', '2130706433'])('the name %s is refused', async (host) => {
    expect(await statusOf(api().url, LIST, host)).toBe(403);
    expect(await statusOf(api().url, '/metrics', host)).toBe(403);
    expect(await statusOf(api().url, '/nowhere', host)).toBe(403);
    for (const open of ['/health/live', '/health/ready', '/docs', '/openapi.json']) expect(await statusOf(api().url, open, host)).toBe(200);
  });

  it.each(['localhost', 'LOCALHOST:8000', '127.0.0.1', '127.8.9.1:80', '[::1]', '[::1]:8000', 'frontal.example', 'Frontal.Example:443'])('the name %s is taken', async (host) => {
    expect(await statusOf(api().url, LIST, host)).toBe(200);
  });

  it.each([
    ['another site', 'Origin: https://evil.example'],
    ['a page of nowhere', 'Origin: null'],
    ['another port of this machine', 'Origin: http://localhost:3000'],
    ['another site, by what the browser says', 'Sec-Fetch-Site: cross-site'],
  ])('%s is refused', async (_what, header) => {
    expect(await statusOf(api().url, LIST, 'localhost:8000', header)).toBe(403);
    expect(await statusOf(api().url, '/health/live', 'localhost:8000', header)).toBe(200);
  });

  it.each([
    ['its own pages', ['Origin: http://localhost:8000', 'Sec-Fetch-Site: same-origin']],
    ['its own pages behind TLS', ['Origin: https://localhost:8000']],
    ['whoever types the address', ['Sec-Fetch-Site: none']],
  ])('%s are taken', async (_what, headers) => {
    expect(await statusOf(api().url, LIST, 'localhost:8000', ...headers)).toBe(200);
  });

  it('no answer is shown by pages of other origins', async () => {
    for (const path of [LIST, '/health/live', '/docs']) {
      expect((await fetch(api().url + path)).headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });
});

describe('without keys, under any name and for one page', () => {
  const api = useApi({ access: { ...OPEN, corsOrigins: ['https://app.example'], allowedHosts: ['*'] } });

  it('lets that page in, and no other', async () => {
    expect(await statusOf(api().url, LIST, 'anything.example', 'Origin: https://app.example', 'Sec-Fetch-Site: cross-site')).toBe(200);
    expect(await statusOf(api().url, LIST, 'anything.example', 'Origin: https://evil.example')).toBe(403);
    expect(await statusOf(api().url, LIST, 'anything.example')).toBe(200);
  });
});

describe('with keys', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => (key === 'right' ? 'clinic' : null) } });

  it('the key alone decides', async () => {
    expect(await statusOf(api().url, LIST, 'evil.example', 'Origin: https://evil.example', 'X-API-Key: right')).toBe(200);
    expect(await statusOf(api().url, LIST, 'localhost')).toBe(401);
  });
});

describe('a body that waits for 100-continue', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => (key === 'right' ? 'clinic' : null) } });
  const head = (key: string, type = 'application/json') =>
    `POST /api/v1/frontal/crop/submit HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${key}\r\nContent-Type: ${type}\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`;
  const opened = (bytes: string) => {
    const socket = connect(Number(new URL(api().url).port), '127.0.0.1');
    socket.write(bytes);
    return socket;
  };

  it.each([
    ['a wrong key', head('wrong'), '401'],
    ['a media type that is not taken', head('right', 'text/plain'), '415'],
  ])('is not asked for under %s, and the connection ends', async (_what, bytes, status) => {
    const answer = await answerTo(opened(bytes));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/^connection: close\r$/im);
  });

  it('is asked for where it is wanted', async () => {
    const socket = opened(head('right'));
    const answer = answerTo(socket);
    socket.once('data', () => socket.end('{}'));
    expect(await answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 422 /);
  });
});
