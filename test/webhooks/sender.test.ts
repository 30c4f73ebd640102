import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Resolve } from '../../src/webhooks/resolve.ts';
import { createWebhookSender, type SenderOptions } from '../../src/webhooks/sender.ts';
import { startReceiver } from './support/receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_1', body: '{"type":"submission.done"}' };
const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

function send(url: string, options: Partial<SenderOptions> = {}, stop = new AbortController().signal) {
  return createWebhookSender({ secrets: [SECRET], allowPrivate: true, ...options }).send(url, MESSAGE, stop);
}

const failed = (fault: string, statusCode: number | null = null, retryAfterMs: number | null = null) => ({ statusCode, fault, retryAfterMs });

describe('what is not called', () => {
  const guarded = { allowPrivate: false };

  test('a URL that says itself where it leads', async () => {
    const { url, received } = await startReceiver();
    for (const refused of [url, url.replace('127.0.0.1', 'localhost'), url.replace('127.0.0.1', '2130706433'), 'file:///etc/passwd']) {
      expect(await send(refused, guarded)).toEqual(failed('refused_url'));
    }
    expect(received).toEqual([]);
  });

  test.each([
    ['private', [{ address: '127.0.0.1', family: 4 }]],
    ['private beside a public one', [{ address: '93.184.216.34', family: 4 }, { address: '127.0.0.1', family: 4 }]],
    ['a private IPv4 inside of IPv6', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['where clouds keep credentials', [{ address: '169.254.169.254', family: 4 }]],
  ])('a public name whose address is %s', async (_what, addresses) => {
    const { port, received } = await startReceiver();
    const resolve = vi.fn<Resolve>(async () => addresses);
    expect(await send(`http://hooks.example:${port}/`, { ...guarded, resolve })).toEqual(failed('refused_address'));
    expect(resolve).toHaveBeenCalledExactlyOnceWith('hooks.example');
    expect(received).toEqual([]);
  });

  test.each([
    ['fails', async () => Promise.reject(new Error('ENOTFOUND'))],
    ['gives no address', async () => []],
  ] satisfies [string, Resolve][])('a name whose look-up %s', async (_what, resolve) => {
    expect(await send('http://hooks.example/', { resolve })).toEqual(failed('unknown_host'));
  });
});

describe('a name that changes its address (DNS rebinding)', () => {
  test('is asked for once, and the address that was judged is the one that is called', async () => {
    const judged = await startReceiver();
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '127.0.0.2', family: 4 }]];
    const resolve = vi.fn<Resolve>(async () => answers.shift() ?? []);
    // No resolver of any machine knows the name: whoever asked again would not get here.
    expect(await send(`http://hooks.example:${judged.port}/a?b=c`, { resolve })).toEqual({ statusCode: 204, fault: null, retryAfterMs: null });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(judged.received[0]).toMatchObject({ path: '/a?b=c', headers: { host: `hooks.example:${judged.port}` } });
  });

  test('is judged anew at the next try', async () => {
    const answers = [[{ address: '203.0.113.7', family: 4 }], [{ address: '10.0.0.1', family: 4 }]];
    const resolve = vi.fn<Resolve>(async () => answers.shift() ?? []);
    for (let nth = 1; nth <= 2; nth += 1) expect(await send('http://hooks.example/', { allowPrivate: false, resolve })).toEqual(failed('refused_address'));
    expect(resolve).toHaveBeenCalledTimes(2);
  });

  test('keeps its name in TLS', async () => {
    const names: string[] = [];
    const server = createTlsServer({ SNICallback: (name, done) => (names.push(name), done(new Error('no certificate'))) });
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { statusCode, fault } = await send(`https://hooks.example:${port}/`, { resolve: loopback });
    expect(statusCode).toBeNull();
    expect(fault).not.toBeNull();
    expect(names).toEqual(['hooks.example']);
  });
});

describe('faults on the way', () => {
  test('nobody listens', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual(failed('unreachable'));
  });

  test('no TLS where TLS is spoken', async () => {
    const { url } = await startReceiver();
    expect(await send(url.replace('http:', 'https:'))).toEqual(failed('tls_failed'));
  });

  test('no answer', async () => {
    const { url, received } = await startReceiver(() => {});
    expect(await send(url, { answerWithinMs: 300 })).toEqual(failed('timed_out'));
    expect(received).toHaveLength(1);
  });

  test('no answer of the resolver', async () => {
    expect(await send('http://hooks.example/', { answerWithinMs: 50, resolve: () => new Promise(() => {}) })).toEqual(failed('timed_out'));
  });

  test('headers without end', async () => {
    const { url } = await startReceiver((request) => void request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(1 << 20)}\r\n\r\n`));
    expect(await send(url)).toEqual(failed('unreachable'));
  });

  test('a connection that is closed before the answer, or in the middle of its headers', async () => {
    for (const written of ['', 'HTTP/1.1 200', 'HTTP/1.1 200 OK\r\nx: ', 'HTTP/1.1 100 Continue\r\n\r\n']) {
      const { url } = await startReceiver((request) => void request.socket.end(written));
      expect(await send(url)).toEqual(failed('unreachable'));
    }
  });

  test('headers that come in drops', async () => {
    const { url } = await startReceiver((request) => {
      request.socket.write('HTTP/1.1 200 OK\r\n');
      const dripping = setInterval(() => request.socket.write('x'), 20);
      request.socket.on('close', () => clearInterval(dripping)).on('error', () => {});
    });
    expect(await send(url, { answerWithinMs: 300 })).toEqual(failed('timed_out'));
  });

  test('interim answers without end', async () => {
    const { url } = await startReceiver((request) => {
      const more = setInterval(() => request.socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(8)), 1);
      request.socket.on('close', () => clearInterval(more)).on('error', () => {});
    });
    expect(await send(url)).toEqual(failed('unreachable'));
  });

  test('another protocol instead of an answer, and nothing more', async () => {
    const closed: Promise<unknown>[] = [];
    const { url } = await startReceiver((request) => {
      closed.push(once(request.socket.resume(), 'close'));
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    });
    expect(await send(url)).toEqual(failed('unexpected_status', 101));
    expect(await Promise.all(closed)).toHaveLength(1);
  });

  test('a try that is stopped already is not begun', async () => {
    const { url, received } = await startReceiver();
    await expect(send(url, {}, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect(received).toEqual([]);
  });

  test('a try that is stopped is no answer', async () => {
    const stop = new AbortController();
    const { url } = await startReceiver(() => stop.abort());
    await expect(send(url, {}, stop.signal)).rejects.toThrow('aborted');
  });
});

describe('answers', () => {
  test.each([
    [200, null],
    [202, null],
    [301, 'redirect'],
    [307, 'redirect'],
    [400, 'unexpected_status'],
    [410, 'gone'],
    [500, 'unexpected_status'],
  ])('%i', async (status, fault) => {
    const { url, received } = await startReceiver((_request, response) => response.writeHead(status, { location: '/elsewhere' }).end());
    expect(await send(url)).toEqual({ statusCode: status, fault, retryAfterMs: null });
    expect(received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('say when to come back', async () => {
    const { url } = await startReceiver((_request, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await send(url)).toEqual(failed('unexpected_status', 429, 120_000));
  });

  test('without end are not read to it', async () => {
    let written = 0;
    const { url } = await startReceiver((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
      };
      response.on('drain', more);
      more();
    });
    expect(await send(url)).toMatchObject({ statusCode: 200, fault: null });
    expect(written).toBeLessThan(64 * 2 ** 20);
  });
});

test('the message arrives whole, and the independent reader takes it', async () => {
  const { url, received } = await startReceiver();
  const body = JSON.stringify({ type: 'submission.failed', text: 'Zoë ☺' });
  await createWebhookSender({ secrets: [SECRET], allowPrivate: true }).send(url, { id: 'msg_2', body }, new AbortController().signal);
  const [message] = received;
  expect(message).toMatchObject({ method: 'POST', path: '/hook', body });
  expect(message?.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': 'msg_2' });
  const headers = Object.fromEntries(Object.entries(message!.headers).map(([name, value]) => [name, String(value)]));
  expect(new Webhook(SECRET).verify(message!.body, headers)).toEqual(JSON.parse(body));
});
