import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { againIfPortTaken, freePort, isPortFree, requireFreePort } from '../../src/embedded/port.ts';

test('a port that is taken is refused by the name of its setting', async () => {
  const port = await takenPort();
  expect(await isPortFree(port)).toBe(false);
  await expect(requireFreePort(port, 'POSTGRES_PORT', 'PostgreSQL')).rejects.toThrow(
    `Port ${port}, meant for PostgreSQL, is in use: stop what listens there or set POSTGRES_PORT to a free port`,
  );
});

test('a free port is left free, and no outgoing connection is given it', async () => {
  const port = await freePort();
  expect(port).toBeLessThan(32_768);
  expect(await requireFreePort(port, 'PORT', 'the API')).toBe(port);
  expect(await requireFreePort(0, 'PORT', 'the API')).toBeGreaterThan(0);
  expect(await isPortFree(port)).toBe(true);
});

test('a port lost to another is asked for again, a few times, and nothing else is', async () => {
  let starts = 0;
  const losing = (times: number, message: string) => () => {
    starts += 1;
    return starts > times ? Promise.resolve('up') : Promise.reject(new Error(message));
  };
  expect(await againIfPortTaken(losing(2, 'bind: address already in use'))).toBe('up');
  starts = 0;
  await expect(againIfPortTaken(losing(9, 'bind: Address already in use'))).rejects.toThrow('already in use');
  expect(starts).toBe(3);
  starts = 0;
  await expect(againIfPortTaken(losing(1, 'no disk'))).rejects.toThrow('no disk');
  expect(starts).toBe(1);
});

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
