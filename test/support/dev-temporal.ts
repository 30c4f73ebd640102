import { Connection } from '@temporalio/client';
import { startTemporal } from '../../src/embedded/temporal-server.ts';
import { registerSearchAttributes } from '../../src/temporal/search-attributes.ts';
import { silentLog } from './log.ts';
import { temporalBinary } from './temporal-binary.ts';

/** A dev server, in memory, with our search attributes. The program is kept in the project's data folder. */
export async function startDevTemporal(): Promise<{ address: string; stop(): Promise<void> }> {
  const server = await startTemporal({ binary: await temporalBinary(), dataDir: null, port: 0, uiPort: 0, log: silentLog });
  await addSearchAttributes(server.address);
  return server;
}

export async function addSearchAttributes(address: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
}
