import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeProcess } from '../../src/embedded/os-process.ts';
import { startTemporal, type EmbeddedTemporal } from '../../src/embedded/temporal-server.ts';
import { silentLog as log } from '../support/log.ts';
import { temporalBinary } from '../support/temporal-binary.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let binary = '';
beforeAll(async () => {
  binary = await temporalBinary();
});

test.each([
  ['port', /^Port \d+, meant for the Temporal server, is in use: .*TEMPORAL_PORT to/],
  ['uiPort', /^Port \d+, meant for the Temporal server's web page, is in use: .*TEMPORAL_UI_PORT to/],
])('a %s in use is refused by the name of its setting', async (which, message) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const { port } = holder.address() as AddressInfo;
  const ports = { port: 0, uiPort: 0, [which]: port };
  await expect(startTemporal({ binary, dataDir: null, ...ports, log })).rejects.toThrow(message);
});

test('a server that does not start is reported with its own words', async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, 'temporal.db'), 'this is no database, and long enough to be told from an empty one');
  await expect(start(dataDir)).rejects.toThrow(/^the Temporal server ended unexpectedly \(exit code 1\); .*database/s);
  await expect(startTemporal({ binary: '/no/such/program', dataDir: null, port: 0, uiPort: 0, log })).rejects.toThrow(
    /^the Temporal server cannot be started: \/no\/such\/program/,
  );
});

test('it answers, shows its page, and leaves no process', async () => {
  const server = await start(null);
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(namespaceInfo?.name).toBe('default');
  const page = await fetch(server.uiUrl);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);

  await server.stop();
  await server.stop();
  expect(await describeProcess(server.pid)).toBeNull();
});

test('a server of before the news starts without the option against them', async () => {
  const older = join(await temporaryFolder(), 'temporal');
  const script = `#!/bin/sh
case "$*" in
  *--help*) '${binary}' "$@" | grep -v news ;;
  *news*) echo 'unknown flag' >&2; exit 1 ;;
  *) exec '${binary}' "$@" ;;
esac
`;
  await writeFile(older, script, { mode: 0o755 });
  const server = await startTemporal({ binary: older, dataDir: null, port: 0, uiPort: 0, log });
  await server.stop();
  expect(await describeProcess(server.pid)).toBeNull();
});

test('a workflow outlives a killed server and a killed owner; another namespace is made where it is asked for', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir, 'faces');
  await startWorkflow(first, 'kept');
  process.kill(first.pid, 'SIGKILL');
  expect((await first.unexpectedEnd).message).toMatch(/^the Temporal server ended unexpectedly \(signal SIGKILL\)/);

  const second = await start(dataDir, 'faces');
  expect(await statusOf(second, 'kept')).toBe('RUNNING');
  expect(await readFile(join(dataDir, 'temporal.db-wal')).then((wal) => wal.length)).toBeGreaterThan(0);
  await expect(start(dataDir, 'faces')).rejects.toThrow(`Another Frontal (process ${process.pid}) runs the Temporal server on this data`);

  await writeFile(join(dataDir, 'run', 'temporal.json'), JSON.stringify({ pid: second.pid, owner: 1_999_999 }));
  const third = await start(dataDir, 'faces');
  expect(await describeProcess(second.pid)).toBeNull();
  expect(await statusOf(third, 'kept')).toBe('RUNNING');
});

async function start(dataDir: string | null, namespace = 'default'): Promise<EmbeddedTemporal> {
  const server = await startTemporal({ binary, dataDir, port: 0, uiPort: 0, namespace, log });
  onTestFinished(() => server.stop());
  return server;
}

async function startWorkflow({ address }: EmbeddedTemporal, workflowId: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await new Client({ connection, namespace: 'faces' }).workflow.start('any', { taskQueue: 'any', workflowId });
  await connection.close();
}

async function statusOf({ address }: EmbeddedTemporal, workflowId: string): Promise<string> {
  const connection = await Connection.connect({ address });
  const { status } = await new Client({ connection, namespace: 'faces' }).workflow.getHandle(workflowId).describe();
  await connection.close();
  return status.name;
}
