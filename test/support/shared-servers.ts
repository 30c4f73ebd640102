import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../src/embedded/port.ts';
import { startDevTemporal } from './dev-temporal.ts';
import { createDatabaseOn } from './postgres.ts';
import { startProcess } from './service.ts';

/** An API and two workers as anybody starts them, over a Temporal server and a database of their own, for any test file. */
export interface SharedServers {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly apiUrl: string;
}

export interface OfferedServers {
  /** Answers with them as JSON. They are started when that is asked for the first time. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function offerSharedServers(postgresUrl: string): Promise<OfferedServers> {
  const stops: (() => Promise<unknown>)[] = [];
  let starting: Promise<SharedServers> | null = null;
  const server = createServer((_request, response) => {
    starting ??= start(postgresUrl, stops);
    starting.then(
      (servers) => response.end(JSON.stringify(servers)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await starting?.catch(() => undefined);
      for (const stop of stops.toReversed()) await stop();
    },
  };
}

async function start(postgresUrl: string, stops: (() => Promise<unknown>)[]): Promise<SharedServers> {
  const temporal = await startDevTemporal();
  stops.push(() => temporal.stop());
  const databaseUrl = await createDatabaseOn(postgresUrl);
  const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address, PIXEL_THREADS: '1', WEBHOOK_SECRET };
  const up = async (name: 'api' | 'worker', ready: RegExp, PORT = '') => {
    const started = startProcess(name, { ...env, PORT });
    stops.push(() => started.stop('SIGKILL'));
    await started.says(ready);
  };
  const port = String(await freePort());
  // The first one lays the tables.
  await up('api', /^API /m, port);
  await Promise.all([up('worker', /^Schedule /m), up('worker', /^Schedule /m)]);
  return { databaseUrl, temporalAddress: temporal.address, apiUrl: `http://127.0.0.1:${port}` };
}

export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
