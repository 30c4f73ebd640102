import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { Logger } from 'pino';
import { childEnvironment } from '../../src/settings/config.ts';
import { runServer, type ServerProcess } from '../../src/embedded/server-process.ts';
import type { PostgresAccess } from './databases.ts';
import { lowFreePort } from './low-port.ts';

export interface ProductionTemporal extends ServerProcess {
  /** `host:port` */
  readonly address: string;
  readonly metricsUrl: string;
}

interface Options {
  /** See productionPrograms. */
  readonly program: string;
  /** With databases prepared. */
  readonly postgres: PostgresAccess;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Logger;
}

const READY_MS = 60_000;
const NAMESPACE = 'default';
const RETENTION = '7 days';
/** gRPC's code for a namespace that is there already. */
const ALREADY_EXISTS = 6;
const DYNAMIC_CONFIG = fileURLToPath(import.meta.resolve('#temporal-dynamic-config'));

/**
 * Runs Temporal's production server, all four services in one process, on 127.0.0.1, and makes the namespace `default`.
 * @throws Error where it does not answer within a minute
 */
export async function startProductionTemporal({ program, postgres, port, log }: Options): Promise<ProductionTemporal> {
  const grpcPort = port === 0 ? await lowFreePort() : port;
  const metricsPort = await lowFreePort();
  const server = await runServer({
    name: 'Temporal',
    program,
    args: ['--allow-no-auth', 'start'],
    env: childEnvironment({
      DB: 'postgres12',
      POSTGRES_SEEDS: postgres.host,
      DB_PORT: postgres.port,
      POSTGRES_USER: postgres.user,
      POSTGRES_PWD: postgres.password,
      // Each of the four services keeps its own pools.
      SQL_MAX_CONNS: '8',
      SQL_MAX_IDLE_CONNS: '8',
      SQL_VIS_MAX_CONNS: '4',
      SQL_VIS_MAX_IDLE_CONNS: '4',
      NUM_HISTORY_SHARDS: '4',
      DYNAMIC_CONFIG_FILE_PATH: DYNAMIC_CONFIG,
      BIND_ON_IP: '127.0.0.1',
      FRONTEND_GRPC_PORT: String(grpcPort),
      PROMETHEUS_ENDPOINT: `127.0.0.1:${metricsPort}`,
      LOG_LEVEL: 'warn',
      ...(await freePorts()),
    }),
    account: null,
    stopSteps: [
      { signal: 'SIGTERM', graceMs: 20_000 },
      { signal: 'SIGKILL', graceMs: 5_000 },
    ],
    onLine: (line) => log.debug({ server: 'Temporal' }, line),
    log,
  });
  const address = `127.0.0.1:${grpcPort}`;
  try {
    await ready(server, address);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, address, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
}

/** The services speak to each other over ports of their own. */
async function freePorts(): Promise<Record<string, string>> {
  const names = [
    'FRONTEND_HTTP_PORT',
    ...['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'].map((service) => `${service}_MEMBERSHIP_PORT`),
    ...['HISTORY', 'MATCHING', 'WORKER'].map((service) => `${service}_GRPC_PORT`),
  ];
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await lowFreePort())])));
}

async function ready(server: ServerProcess, address: string): Promise<void> {
  const end: { error: Error | null } = { error: null };
  void server.unexpectedEnd.then((error) => (end.error = error));
  for (const deadline = Date.now() + READY_MS; ; await sleep(100)) {
    if (end.error !== null) throw end.error;
    try {
      return await makeNamespace(address);
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function makeNamespace(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const retention = msToTs(RETENTION);
      await connection.workflowService
        .registerNamespace({ namespace: NAMESPACE, workflowExecutionRetentionPeriod: retention })
        .catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS)) throw error;
        });
      // Not every service has heard of it at once.
      await connection.workflowService.countWorkflowExecutions({ namespace: NAMESPACE, query: 'ExecutionStatus="Running"' });
    });
  } finally {
    await connection.close();
  }
}
