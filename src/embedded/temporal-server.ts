import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { childEnvironment } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { openDataFolder } from './data-folder.ts';
import { noteServer, stopLeftover } from './leftover.ts';
import { againIfPortTaken, requireFreePort } from './port.ts';
import { runServer, type ServerProcess, type StopStep } from './server-process.ts';
import { logServerLine } from './temporal-log.ts';

export interface EmbeddedTemporal extends ServerProcess {
  /** `host:port` */
  readonly address: string;
  readonly uiUrl: string;
}

interface Options {
  /** The `temporal` program, see locateServer. */
  binary: string;
  /** null: kept in memory, and gone with the server. */
  dataDir: string | null;
  /** 0: any free one; so with `uiPort`. */
  port: number;
  uiPort: number;
  /** Made if it is not there. */
  namespace?: string;
  log: Logger;
}

const NAME = 'the Temporal server';
const READY_MS = 60_000;
const STOP_STEPS: readonly StopStep[] = [
  { signal: 'SIGTERM', graceMs: 10_000 },
  { signal: 'SIGKILL', graceMs: 5_000 },
];

/** Keeps the web page from asking the vendor for news. Servers of 2025 have neither the news nor the option. */
const NO_NEWS = '--ui-disable-news-fetch';

const DYNAMIC_CONFIG = {
  // The default, 20 a second, makes each step of a short workflow wait for the next 50 ms tick.
  'history.transferProcessorMaxPollRPS': 2000,
  // One partition hands tasks of a small fleet over sooner than the default four.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // A run that has just ended is deleted at the next tick of this one: half a minute by default.
  'history.transferProcessorUpdateAckInterval': '"1s"',
  // Tasks of equal priority are handed out to tenants in turns, by the fairness key of each run.
  'matching.enableFairness': true,
};

/**
 * Runs a Temporal development server and its web page on 127.0.0.1, and waits until the namespace can be used.
 * @throws FrontalError `unavailable`, saying what to do
 */
export async function startTemporal(options: Options): Promise<EmbeddedTemporal> {
  const store = options.dataDir === null ? null : await openStore(resolve(options.dataDir), options.log);
  // Beside the two ports it is given, the server picks five of its own.
  return againIfPortTaken(() => startOn(store, options));
}

async function startOn(
  store: Store | null,
  { binary, port, uiPort, namespace = 'default', log }: Options,
): Promise<EmbeddedTemporal> {
  const ownPort = await requireFreePort(port, 'TEMPORAL_PORT', NAME);
  const ownUiPort = await requireFreePort(uiPort, 'TEMPORAL_UI_PORT', "the Temporal server's web page");

  const server = await runServer({
    name: NAME,
    program: binary,
    args: argumentsOf({ port: ownPort, uiPort: ownUiPort, namespace, database: store?.database ?? null, hasNews: await hasNews(binary) }),
    env: childEnvironment({ TEMPORAL_VERSION_CHECK_DISABLED: '1' }),
    account: null,
    stopSteps: STOP_STEPS,
    onLine: (line) => logServerLine(log, line),
    log,
  });
  const address = `127.0.0.1:${ownPort}`;
  try {
    if (store) await noteServer(store.noteFile, server.pid);
    await ready(server, address, namespace);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, address, uiUrl: `http://127.0.0.1:${ownUiPort}` };
}

interface Store {
  readonly database: string;
  readonly noteFile: string;
}

async function openStore(dataDir: string, log: Logger): Promise<Store> {
  // The server writes the path into a URI as it is.
  if (/[?#%]/.test(dataDir)) {
    throw new FrontalError('unavailable', `The Temporal server cannot keep its data below ${dataDir.replaceAll('\n', ' ')}: set DATA_DIR to a path without ?, # and %, or set TEMPORAL_ADDRESS.`);
  }
  await openDataFolder(dataDir);
  const database = join(dataDir, 'temporal.db');
  const noteFile = join(dataDir, 'run', 'temporal.json');
  await stopLeftover({ noteFile, name: NAME, mark: database, stopSteps: STOP_STEPS, log });
  return { database, noteFile };
}

function argumentsOf(
  { port, uiPort, namespace, database, hasNews }:
  { port: number; uiPort: number; namespace: string; database: string | null; hasNews: boolean },
): string[] {
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    `--port=${port}`,
    `--ui-port=${uiPort}`,
    ...(hasNews ? [NO_NEWS] : []),
    `--namespace=${namespace}`,
    '--log-level=warn',
    '--log-format=json',
    // SQLite's own journal costs twice the time of a write-ahead log.
    ...(database === null
      ? []
      : [`--db-filename=${database}`, '--sqlite-pragma=journal_mode=WAL', '--sqlite-pragma=synchronous=NORMAL']),
    ...Object.entries(DYNAMIC_CONFIG).map(([key, value]) => `--dynamic-config-value=${key}=${value}`),
  ];
}

async function hasNews(binary: string): Promise<boolean> {
  try {
    return (await promisify(execFile)(binary, ['server', 'start-dev', '--help'])).stdout.includes(NO_NEWS);
  } catch {
    // A program that cannot even be asked is reported by the start that follows.
    return false;
  }
}

async function ready(server: ServerProcess, address: string, namespace: string): Promise<void> {
  const end: { error: FrontalError | null } = { error: null };
  void server.unexpectedEnd.then((error) => (end.error = error));
  for (const deadline = Date.now() + READY_MS; ; await sleep(50)) {
    if (end.error !== null) throw end.error;
    try {
      return await describeNamespace(address, namespace);
    } catch (cause) {
      if (Date.now() < deadline) continue;
      throw new FrontalError('unavailable', `${NAME} does not answer on ${address} after ${READY_MS / 1000} s`, { cause });
    }
  }
}

async function describeNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, () => connection.workflowService.describeNamespace({ namespace }));
  } finally {
    await connection.close();
  }
}
