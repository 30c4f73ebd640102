import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { childEnvironment } from '../../src/settings/config.ts';
import { addSearchAttributes, startDevTemporal } from './dev-temporal.ts';
import { startProductionTestTemporal } from './production-temporal.ts';

export interface TestTemporal {
  readonly address: string;
  readonly client: Client;
  readonly native: NativeConnection;
  stop(): Promise<void>;
}

/** A Temporal server of its own, with our search attributes. */
export async function startTestTemporal(): Promise<TestTemporal> {
  // Failing tries are what many tests are about; their logs would bury a test's own output.
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const server = await (wantsProduction() ? startProduction() : startDevTemporal());
  const { address } = server;
  const { client, close } = await connectTestClient(address);
  const native = await NativeConnection.connect({ address });
  return {
    address,
    native,
    client,
    async stop() {
      await native.close();
      await close();
      await server.stop();
    },
  };
}

async function startProduction() {
  const server = await startProductionTestTemporal();
  await addSearchAttributes(server.address);
  return server;
}

/** Set by vitest.production.config.ts. */
export function wantsProduction(): boolean {
  return childEnvironment({}).TEST_TEMPORAL === 'postgres';
}

/** A client of a server that runs already. */
export async function connectTestClient(address: string): Promise<{ client: Client; close(): Promise<void> }> {
  const connection = await Connection.connect({ address });
  return { client: new Client({ connection, workflow: { queryRejectCondition: 'NOT_OPEN' } }), close: () => connection.close() };
}
