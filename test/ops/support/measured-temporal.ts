import { Connection } from '@temporalio/client';
import { vi } from 'vitest';
import { freePort } from '../../../src/embedded/port.ts';
import { runServer } from '../../../src/embedded/server-process.ts';
import { registerSearchAttributes } from '../../../src/temporal/search-attributes.ts';
import { HANG_MS } from '../../support/hang.ts';
import { silentLog } from '../../support/log.ts';
import { temporalBinary } from '../../support/temporal-binary.ts';

/** A Temporal dev server, in memory, that tells its metrics as a cluster's server does. */
export async function startMeasuredTemporal() {
  const [port, uiPort, metricsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const program = await temporalBinary();
  const server = await runServer({
    name: 'Temporal',
    program,
    args: ['server', 'start-dev', '--ip=127.0.0.1', `--port=${port}`, `--ui-port=${uiPort}`, `--metrics-port=${metricsPort}`, '--log-level=error', '--dynamic-config-value=matching.backlogMetricsEmitInterval="500ms"'],
    env: { TEMPORAL_VERSION_CHECK_DISABLED: '1', HOME: '/nonexistent' },
    account: null,
    stopSteps: [{ signal: 'SIGKILL', graceMs: HANG_MS }],
    onLine: () => {},
    log: silentLog,
  });
  const address = `127.0.0.1:${port}`;
  try {
    await vi.waitFor(() => register(address), HANG_MS);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { address, program, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`, stop: () => server.stop() };
}

async function register(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await registerSearchAttributes(connection, 'default');
  } finally {
    await connection.close();
  }
}
