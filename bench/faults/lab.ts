import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Client } from '@temporalio/client';
import type { ActivityPlacement } from '../../src/contract/run.ts';
import { freePort } from '../../src/embedded/port.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { createTemporalClient } from '../../src/temporal/connection.ts';
import { locateServer } from '../../src/temporal/locate-server.ts';
import { installTraps, type Query } from './database-traps.ts';
import { openLine, type Line } from './network.ts';
import { ownProgram, postgresProgram, programsAsOne, temporalProgram, type Program } from './program.ts';

/** Frontal as it runs in production, on this machine: each process by itself, each line between them breakable. */
export interface Lab {
  /** One process for each placement of steps; they share all else. */
  readonly api: Program;
  readonly worker: Program;
  readonly temporal: Program;
  readonly postgres: Program;
  readonly lines: { readonly apiToTemporal: Line; readonly workerToTemporal: Line; readonly toPostgres: Line };
  readonly apiUrls: readonly string[];
  /** Past the lines. */
  readonly client: Client;
  readonly query: Query;
  /** For locks that last; ends with the caller. */
  connect(): Promise<pg.Client>;
  /** Has housekeeping done now, which its schedule would do within minutes. */
  keepHouse(): Promise<void>;
  stop(): Promise<void>;
}

export interface LabOptions {
  /** Folder of the compiled processes. */
  readonly programs: string;
  /** Where the Temporal program is kept. */
  readonly dataDir: string;
  readonly placements: readonly ActivityPlacement[];
}

/** Brings everything up. What fails to start takes down what had started. */
export async function openLab({ programs, dataDir, placements }: LabOptions): Promise<Lab> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const undo of stops.splice(0).toReversed()) await undo();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'frontal-faults-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const up = async <P extends Program>(program: P): Promise<P> => {
      stops.push(() => program.kill());
      await program.start();
      return program;
    };
    const line = async (target: string) => {
      const opened = await openLine(target);
      stops.push(() => opened.close());
      return opened;
    };
    const [postgresPort, temporalPort, uiPort] = await Promise.all([freePort(), freePort(), freePort()]);
    const postgres = await up(postgresProgram(folder, postgresPort));
    const binary = await locateServer({ dataDir, say: () => {} });
    const temporal = await up(temporalProgram(binary, folder, temporalPort, uiPort));
    const temporalAddress = `127.0.0.1:${temporalPort}`;
    const lines = {
      apiToTemporal: await line(temporalAddress),
      workerToTemporal: await line(temporalAddress),
      toPostgres: await line(`127.0.0.1:${postgresPort}`),
    };
    const databaseUrl = new URL(postgres.url());
    databaseUrl.host = lines.toPostgres.address;
    const env = {
      DATABASE_URL: databaseUrl.href,
      LOG_LEVEL: 'silent',
      PIXEL_THREADS: '1',
      MAX_PENDING: '1000',
    };
    const ports = await Promise.all(placements.map(freePort));
    const apiFor = (placement: ActivityPlacement, i: number) =>
      ownProgram(join(programs, 'api.js'), /^API /m, {
        ...env,
        ACTIVITY_PLACEMENT: placement,
        TEMPORAL_ADDRESS: lines.apiToTemporal.address,
        PORT: String(ports[i]),
      });
    const api = await up(programsAsOne(placements.map(apiFor)));
    const worker = await up(ownProgram(join(programs, 'worker.js'), /^Schedule /m, { ...env, TEMPORAL_ADDRESS: lines.workerToTemporal.address }));
    const client = createTemporalClient({ address: temporalAddress, namespace: 'default' });
    stops.push(() => client.connection.close());
    const connect = () => connectTo(postgres.url());
    const { query, end } = queryAgain(connect);
    stops.push(end);
    await installTraps(query);
    const keepHouse = () => client.schedule.getHandle(HOUSEKEEPING_ID).trigger();
    return { api, worker, temporal, postgres, lines, apiUrls: ports.map((port) => `http://127.0.0.1:${port}`), client, query, connect, keepHouse, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One connection for all that is asked, and another where PostgreSQL was killed in between. */
function queryAgain(connect: Lab['connect']): { query: Lab['query']; end(): Promise<void> } {
  let kept: pg.Client | null = null;
  const connected = async () => {
    const made = await connect();
    made.once('end', () => (kept = kept === made ? null : kept));
    return (kept = made);
  };
  return {
    query: async (sql, values = []) => (await (kept ?? (await connected())).query(sql, values)).rows,
    end: async () => kept?.end(),
  };
}

async function connectTo(connectionString: string): Promise<pg.Client> {
  const connection = new pg.Client({ connectionString, application_name: 'faults' });
  connection.on('error', () => undefined);
  await connection.connect();
  return connection;
}
