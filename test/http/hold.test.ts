import { getEventListeners, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heldFor } from '../../src/http/hold.ts';
import { closeServer } from './support/close-server.ts';

let server: Server;
let stopping: AbortController;
beforeEach(async () => {
  stopping = new AbortController();
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => closeServer(server));

/** A request that the server has and has not answered, and how its caller breaks off. */
async function asked(): Promise<{ response: ServerResponse; breakOff: () => void }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { response, breakOff: () => socket.destroy() };
}

const listeners = () => getEventListeners(stopping.signal, 'abort').length;

describe('what holds an answer', () => {
  it('is over from the start where the caller has gone already, and leaves nothing behind', async () => {
    const { response, breakOff } = await asked();
    const closed = once(response, 'close');
    breakOff();
    await closed;
    expect(heldFor(response, stopping.signal).aborted).toBe(true);
    expect(listeners()).toBe(0);
    expect(response.listenerCount('close')).toBe(0);
  });

  it('is over from the start where the process stops already, and leaves nothing behind', async () => {
    const { response } = await asked();
    const before = response.listenerCount('close');
    stopping.abort();
    expect(heldFor(response, stopping.signal).aborted).toBe(true);
    expect(response.listenerCount('close')).toBe(before);
  });

  it.each(['breaks off', 'is answered'])('is over when the caller %s, and leaves nothing behind', async (how) => {
    const { response, breakOff } = await asked();
    const held = heldFor(response, stopping.signal);
    expect([held.aborted, listeners()]).toEqual([false, 1]);
    const closed = once(held, 'abort');
    if (how === 'breaks off') breakOff();
    else response.end();
    await closed;
    expect(listeners()).toBe(0);
  });

  it('is over when the process begins to stop', async () => {
    const { response } = await asked();
    const held = heldFor(response, stopping.signal);
    stopping.abort();
    expect(held.aborted).toBe(true);
  });
});
