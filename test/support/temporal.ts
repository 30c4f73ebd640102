import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { childEnvironment } from '../../src/settings/config.ts';
import { startTemporal } from '../../src/embedded/temporal-server.ts';
import { locateServer } from '../../src/temporal/locate-server.ts';
import { registerSearchAttributes } from '../../src/temporal/search-attributes.ts';
import { silentLog } from './log.ts';
import { startProductionTestTemporal } from './production-temporal.ts';

export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  readonly native: NativeConnection;
  stop(): Promise<void>;
}

/** A Temporal server of its own, with our search attributes. The programs are kept in the project's data folder. */
export async function startTestTemporal(): Promise<TestTemporal> {
  // Failing tries are what many tests are about; their logs would bury a test's own output.
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const server = await (wantsProduction() ? startProductionTestTemporal() : startDevServer());
  const { address } = server;
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, 'default');
  const native = await NativeConnection.connect({ address });
  return {
    address,
    native,
    client: new Client({ connection, workflow: { queryRejectCondition: 'NOT_OPEN' } }),
    async stop() {
      await native.close();
      await connection.close();
      await server.stop();
    },
  };
}

/** A dev server, in memory. */
async function startDevServer() {
  const binary = await locateServer({ dataDir: '.frontal', say: () => {} });
  return startTemporal({ binary, dataDir: null, port: 0, uiPort: 0, log: silentLog });
}

/** Set by vitest.production.config.ts. */
function wantsProduction(): boolean {
  return childEnvironment({}).TEST_TEMPORAL === 'postgres';
}
