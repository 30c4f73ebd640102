import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { submitBody, serviceAt, type Service, type StatusAnswer } from './raw-service.ts';
import { freePort } from '../../src/embedded/port.ts';
import { HANG_MS } from './hang.ts';
import { createTestDatabase } from './postgres.ts';
import { startProcess, type TestProcess } from './service.ts';
import { WEBHOOK_SECRET, type SharedServers } from './shared-servers.ts';
import { connectTestClient, startTestTemporal, wantsProduction, type TestTemporal } from './temporal.ts';

/** Real servers, on which real processes of ours are started and killed. What a test file starts ends with it. */
export interface TestSystem {
  readonly databaseUrl: string;
  readonly temporal: Pick<TestTemporal, 'address' | 'client'>;
  readonly database: pg.Pool;
  /** Starts an API on a free port and waits until it listens. */
  startApi(env?: Record<string, string>): Promise<{ service: Service; url: string; process: TestProcess }>;
  /** Starts a worker and waits until it polls, and has seen to the schedule. */
  startWorker(env?: Record<string, string>): Promise<TestProcess>;
}

/** Servers of the test file's own. */
export function useSystem(): () => TestSystem {
  return useStarted(startOwn);
}

export interface SharedSystem extends TestSystem {
  readonly service: Service;
  /** Of the API. */
  readonly url: string;
}

/**
 * The servers, the API and the two workers that test files share. For those that look at nothing but submissions of their
 * own, which no other file sends, and change nothing of what is there.
 */
export function useSharedSystem(): () => SharedSystem {
  return useStarted(async (stops) => {
    if (wantsProduction()) return startedAlone(stops);
    const response = await fetch(inject('sharedServersUrl'));
    if (!response.ok) throw new Error(await response.text());
    const { databaseUrl, temporalAddress: address, apiUrl: url } = (await response.json()) as SharedServers;
    const { client, close } = await connectTestClient(address);
    stops.push(close);
    return { ...systemOn({ databaseUrl, temporal: { address, client } }, stops), service: serviceAt(url), url };
  });
}

type Stops = (() => Promise<unknown>)[];

async function startOwn(stops: Stops): Promise<TestSystem> {
  const temporal = await startTestTemporal();
  stops.push(() => temporal.stop());
  return systemOn({ databaseUrl: await createTestDatabase(), temporal }, stops);
}

/** Against Temporal's production server, which no two files share. */
async function startedAlone(stops: Stops): Promise<SharedSystem> {
  const system = await startOwn(stops);
  const { service, url } = await system.startApi({ WEBHOOK_SECRET });
  await Promise.all([system.startWorker(), system.startWorker()]);
  return { ...system, service, url };
}

function useStarted<T>(start: (stops: Stops) => Promise<T>): () => T {
  let started: T;
  const stops: Stops = [];
  beforeAll(async () => {
    started = await start(stops);
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  return () => started;
}

function systemOn({ databaseUrl, temporal }: Pick<TestSystem, 'databaseUrl' | 'temporal'>, stops: Stops): TestSystem {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  stops.push(() => database.end());
  const servers = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address, PIXEL_THREADS: '1' };
  const kept = (process: TestProcess) => {
    stops.push(() => process.stop('SIGKILL'));
    return process;
  };
  return {
    databaseUrl,
    temporal,
    database,
    async startApi(env = {}) {
      const port = String(await freePort());
      const process = kept(startProcess('api', { ...servers, PORT: port, ...env }));
      await process.says(/^API /m);
      const url = `http://127.0.0.1:${port}`;
      return { service: serviceAt(url), url, process };
    },
    async startWorker(env = {}) {
      const process = kept(startProcess('worker', { ...servers, ...env }));
      await process.says(/^Schedule /m);
      return process;
    },
  };
}

export const bodyOf = async (name: string, options?: object) => submitBody(await readCase(`fixtures/${name}`), options);

/** Waits, without polling in between, until the submission has ended. @throws Error once it is taken to hang */
export async function ended(service: Service, id: string): Promise<StatusAnswer> {
  for (const deadline = Date.now() + HANG_MS; ; ) {
    const answer = await service.status(id, LONGEST_WAIT);
    if (answer.status !== 'pending') return answer;
    if (Date.now() > deadline) throw new Error(`submission ${id} is still ${answer.status} at ${answer.step}`);
  }
}

/** Asks again while what is asked for has not ended in the time for which an answer is held. */
export async function held(ask: (headers: Record<string, string>) => Promise<Response>): Promise<Response> {
  for (const deadline = Date.now() + HANG_MS; ; ) {
    const response = await ask(LONGEST_WAIT);
    if (response.status !== 202 || Date.now() > deadline) return response;
    await response.body?.cancel();
  }
}

const LONGEST_WAIT = { prefer: 'wait=60' };
