import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FrontalError } from '../../../src/contract/errors.ts';
import type { GateLimits } from '../../../src/http/gate.ts';
import { createBodyGate, SMALL_BODY_BYTES } from '../../../src/http/body/body-gate.ts';
import { closeServer } from '../support/close-server.ts';

const LIMITS: GateLimits = { atOnce: 2, inLine: 3, longestWaitMs: 60_000 };
const LARGE = `content-length: ${SMALL_BODY_BYTES + 1}`;

let server: Server;
/** Paths of the requests that were let in and have not left, in their order. */
let inside: string[];
/** Paths of all that have arrived. */
let arrived: string[];
/** Paths of those whose caller has gone, or was answered. */
let gone: string[];
let leave: Map<string, (error?: Error) => void>;
let stopping: AbortController;

async function open(changes: Partial<GateLimits> = {}): Promise<void> {
  stopping = new AbortController();
  const gate = createBodyGate({ ...LIMITS, ...changes }, stopping.signal);
  inside = [];
  arrived = [];
  gone = [];
  leave = new Map();
  server = createServer((request, response) => {
    const path = request.url!;
    const work = () =>
      new Promise<string>((resolve, reject) => {
        inside.push(path);
        leave.set(path, (error) => {
          inside = inside.filter((other) => other !== path);
          if (error) reject(error);
          else resolve('done');
        });
      });
    void gate.through(response, work).then(
      (word) => response.end(word),
      (error: unknown) => response.end(error instanceof FrontalError ? error.code : 'broken'),
    );
    response.once('close', () => gone.push(path));
    arrived.push(path);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
afterEach(() => closeServer(server));

/** Sends a request's head and none of its body, and waits until the server has it. */
async function send(path: string, header: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${header}\r\n\r\n`);
  const answer = once(socket, 'data').then(([bytes]) => String(bytes).split('\r\n\r\n')[1]!);
  answer.catch(() => {});
  await expect.poll(() => arrived).toContain(path);
  return { socket, answer };
}

const sendAll = async (paths: string[]) => {
  const sent = [];
  for (const path of paths) sent.push(await send(path, LARGE));
  return sent;
};

describe('the gate of large bodies', () => {
  it('refuses at once whom the line has no place for', async () => {
    await open();
    await sendAll(['/1', '/2', '/3', '/4', '/5']);
    expect(await (await send('/6', LARGE)).answer).toBe('busy');
    expect(inside).toEqual(['/1', '/2']);
  });

  it('refuses whom it cannot let in for too long, and keeps no place for it', async () => {
    await open({ longestWaitMs: 1 });
    await sendAll(['/1', '/2']);
    for (const path of ['/3', '/4', '/5', '/6', '/7']) expect(await (await send(path, LARGE)).answer).toBe('busy');
    expect(inside).toEqual(['/1', '/2']);
    leave.get('/1')!();
    await send('/8', LARGE);
    expect(inside).toEqual(['/2', '/8']);
  });

  it('lets in a few at a time, in the order they came', async () => {
    await open();
    const sent = await sendAll(['/1', '/2', '/3', '/4', '/5']);
    expect(inside).toEqual(['/1', '/2']);
    leave.get('/2')!();
    await expect.poll(() => inside).toEqual(['/1', '/3']);
    leave.get('/1')!();
    await expect.poll(() => inside).toEqual(['/3', '/4']);
    leave.get('/3')!();
    await expect.poll(() => inside).toEqual(['/4', '/5']);
    leave.get('/4')!();
    leave.get('/5')!();
    expect(await Promise.all(sent.map(({ answer }) => answer))).toEqual(Array(5).fill('done'));
    await sendAll(['/6', '/7', '/8']);
    expect(inside).toEqual(['/6', '/7']);
  });

  it('gives the place of one that failed to the next', async () => {
    await open({ atOnce: 1 });
    const [failing] = await sendAll(['/1', '/2']);
    leave.get('/1')!(new Error('it broke'));
    expect(await failing!.answer).toBe('broken');
    await expect.poll(() => inside).toEqual(['/2']);
  });

  it.each([
    ['without a body', 'x: y'],
    ['with an empty body', 'content-length: 0'],
    ['with a small body', `content-length: ${SMALL_BODY_BYTES}`],
  ])('lets a request %s pass by', async (_what, header) => {
    await open({ atOnce: 0, inLine: 0 });
    await send('/small', header);
    expect(inside).toEqual(['/small']);
  });

  it('counts a body that does not tell its length', async () => {
    await open({ atOnce: 0, inLine: 0 });
    expect(await (await send('/chunks', 'transfer-encoding: chunked')).answer).toBe('busy');
  });

  it('forgets a caller that has gone', async () => {
    await open({ atOnce: 1, inLine: 1 });
    const [, waiting] = await sendAll(['/1', '/2']);
    waiting!.socket.destroy();
    await expect.poll(() => gone).toEqual(['/2']);
    await send('/3', LARGE);
    leave.get('/1')!();
    await expect.poll(() => inside).toEqual(['/3']);
  });

  it('refuses all in line when the process begins to stop, and lets the others end', async () => {
    await open();
    const sent = await sendAll(['/1', '/2', '/3', '/4']);
    stopping.abort();
    expect(await Promise.all(sent.slice(2).map(({ answer }) => answer))).toEqual(['busy', 'busy']);
    expect(await (await send('/5', LARGE)).answer).toBe('busy');
    leave.get('/1')!();
    expect(await sent[0]!.answer).toBe('done');
  });
});
