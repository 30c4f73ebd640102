import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FrontalError } from '../../../src/contract/errors.ts';
import type { GateLimits } from '../../../src/http/gate.ts';
import { createBodyGate, SMALL_BODY_BYTES } from '../../../src/http/body/body-gate.ts';
import { expectBody } from '../../../src/http/body/request-body.ts';
import { closeServer } from '../support/close-server.ts';

const LIMITS: GateLimits = { atOnce: 2, inLine: 4, longestWaitMs: 60_000 };
const LARGE = SMALL_BODY_BYTES + 10;
const PATIENT = { bytes: 1, withinMs: 60_000 };

let server: Server;
/** Paths of the requests whose body is whole and whose work has not ended, in their order. */
let inside: string[];
let arrived: string[];
let gone: string[];
let leave: Map<string, (error?: Error) => void>;
let stopping: AbortController;

/** The first letter of a path is the caller. */
async function open(changes: Partial<GateLimits> = {}, progress = PATIENT): Promise<void> {
  stopping = new AbortController();
  const gate = createBodyGate({ ...LIMITS, ...changes }, stopping.signal, progress);
  const here: string[] = [];
  [inside, arrived, gone, leave] = [[], [], here, new Map()];
  server = createServer((request, response) => {
    const path = request.url!;
    const sender = { request, response, caller: path[1]! };
    const work = () =>
      new Promise<string>((resolve, reject) => {
        inside.push(path);
        leave.set(path, (error) => {
          inside = inside.filter((other) => other !== path);
          if (error) reject(error);
          else resolve('done');
        });
      });
    void gate.through(sender, expectBody(request, 2 * LARGE), work).then(
      (word) => response.end(word),
      (error: unknown) => response.end(error instanceof FrontalError ? error.code : 'broken'),
    );
    response.once('close', () => here.push(path));
    arrived.push(path);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
afterEach(() => closeServer(server));

/** Announces a body of so many bytes and sends the first of them. */
async function send(path: string, announced: number, sent = announced): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${announced}\r\n\r\n`);
  socket.write(Buffer.alloc(sent));
  const answer = once(socket, 'data').then(([bytes]) => String(bytes).split('\r\n\r\n')[1]!);
  answer.catch(() => {});
  await expect.poll(() => arrived).toContain(path);
  return { socket, answer };
}

async function allInside(...paths: string[]): Promise<void> {
  await expect.poll(() => inside.toSorted()).toEqual(paths);
}

describe('the places for large bodies', () => {
  it('are not for those who announce a body and send none: however many they are, others are let in', async () => {
    await open();
    for (let i = 0; i < 20; i++) await send(`/a${i}`, LARGE, SMALL_BODY_BYTES);
    await send('/a-whole', LARGE);
    await allInside('/a-whole');
  });

  it('are never all of one caller, nor is the line', async () => {
    await open();
    for (const path of ['/a1', '/a2', '/a3']) await send(path, LARGE);
    await allInside('/a1');
    expect(await (await send('/a4', LARGE)).answer).toBe('busy');
    await send('/b1', LARGE);
    await allInside('/a1', '/b1');
    leave.get('/a1')!();
    await allInside('/a2', '/b1');
  });

  it('are given up by who brings nothing while others wait, and by nobody where none do', async () => {
    await open({}, { bytes: 1, withinMs: 50 });
    const slow = await send('/a1', LARGE, LARGE - 1);
    await send('/b1', LARGE);
    await allInside('/b1');
    expect(gone).toEqual([]);
    await send('/c1', LARGE);
    expect(await slow.answer).toBe('busy');
    await allInside('/b1', '/c1');
  });

  it('are refused to whom they cannot be given for too long', async () => {
    await open({ longestWaitMs: 1 });
    for (const path of ['/a1', '/b1']) await send(path, LARGE);
    await allInside('/a1', '/b1');
    expect(await (await send('/c1', LARGE)).answer).toBe('busy');
    leave.get('/a1')!();
    await send('/c2', LARGE);
    await allInside('/b1', '/c2');
  });

  it('go to the next where one fails, or its caller goes', async () => {
    await open();
    const [failing] = [await send('/a1', LARGE), await send('/b1', LARGE)];
    await allInside('/a1', '/b1');
    const waiting = await send('/c1', LARGE);
    waiting.socket.destroy();
    await expect.poll(() => gone).toEqual(['/c1']);
    await send('/d1', LARGE);
    leave.get('/a1')!(new Error('it broke'));
    expect(await failing!.answer).toBe('broken');
    await allInside('/b1', '/d1');
  });

  it.each([0, 1, SMALL_BODY_BYTES])('are not needed for %i bytes', async (bytes) => {
    await open({ atOnce: 0, inLine: 0 });
    await send('/small', bytes);
    await allInside('/small');
  });

  it('are refused to all who wait when the process begins to stop, and the others end', async () => {
    await open();
    const first = await send('/a1', LARGE);
    await send('/b1', LARGE);
    await allInside('/a1', '/b1');
    const waiting = [await send('/c1', LARGE), await send('/d1', LARGE)];
    stopping.abort();
    for (const { answer } of waiting) expect(await answer).toBe('busy');
    leave.get('/a1')!();
    expect(await first.answer).toBe('done');
  });
});
