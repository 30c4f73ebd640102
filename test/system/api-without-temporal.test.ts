import { randomUUID } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { freePort } from '../../src/embedded/port.ts';
import { submitBody } from '../support/raw-service.ts';
import { ended, useSharedSystem } from '../support/system.ts';

const system = useSharedSystem();
const given = async () => submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()));

/** Brings Temporal up on this port. */
async function listenOn(port: number): Promise<void> {
  const [host, own] = system().temporal.address.split(':');
  const server = createServer((client) => {
    const upstream = connect(Number(own), host);
    for (const socket of [client, upstream]) socket.on('error', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
}

test('an API that is started while Temporal is away answers what has ended, and takes submissions as soon as it is there', async () => {
  const { id } = await system().service.submit(await given());
  expect((await ended(system().service, id)).status).toBe('done');

  const port = await freePort();
  const { url, service, process } = await system().startApi({ TEMPORAL_ADDRESS: `127.0.0.1:${port}`, LOG_LEVEL: 'info' });
  expect((await service.status(id)).status).toBe('done');
  const [body, headers] = [await given(), { 'content-type': 'application/json' }];
  const refused = await fetch(`${url}/api/v1/frontal/crop/submit`, { method: 'POST', headers, body });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'not_ready', checks: { temporal: { status: 'down' } } });

  await listenOn(port);
  const kept = await service.submit(body);
  expect((await ended(service, kept.id)).status).toBe('done');
  expect(await process.stop()).toBe(0);
});
