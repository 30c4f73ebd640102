import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { submitBody, serviceAt, type Service, type StatusAnswer } from './raw-service.ts';
import { freePort } from '../../src/embedded/port.ts';
import { createTestDatabase } from './postgres.ts';
import { startProcess, type TestProcess } from './service.ts';
import { startTestTemporal, type TestTemporal } from './temporal.ts';

/** Real servers for a test file, on which real processes of ours are started and killed. */
export interface TestSystem {
  readonly databaseUrl: string;
  readonly temporal: TestTemporal;
  readonly database: pg.Pool;
  /** Starts an API on a free port and waits until it listens. */
  startApi(env?: Record<string, string>): Promise<{ service: Service; url: string; process: TestProcess }>;
  /** Starts a worker and waits until it polls. */
  startWorker(env?: Record<string, string>): Promise<TestProcess>;
}

export function useSystem(): () => TestSystem {
  let system: TestSystem;
  const stops: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const temporal = await startTestTemporal();
    stops.push(() => temporal.stop());
    const databaseUrl = await createTestDatabase();
    const database = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    stops.push(() => database.end());
    const servers = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporal.address, PIXEL_THREADS: '1' };
    const kept = (process: TestProcess) => {
      stops.push(() => process.stop('SIGKILL'));
      return process;
    };
    system = {
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
        await process.says(/^Worker /m);
        return process;
      },
    };
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  return () => system;
}

export const bodyOf = async (name: string, options?: object) => submitBody(await readCase(`fixtures/${name}`), options);

/** Waits, without polling in between, until the submission has ended. @throws Error after `seconds` */
export async function ended(service: Service, id: string, seconds = 60): Promise<StatusAnswer> {
  const answer = await service.status(id, { prefer: `wait=${seconds}` });
  if (answer.status === 'pending') {
    throw new Error(`submission ${id} is still ${answer.status} at ${answer.step}`);
  }
  return answer;
}
