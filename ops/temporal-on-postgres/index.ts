import { join } from 'node:path';
import { startPostgres } from '../../src/embedded/postgres.ts';
import { runProcess } from '../../src/processes/run-process.ts';
import { postgresAccess, prepareDatabases } from './databases.ts';
import { productionPrograms } from './programs.ts';
import { startProductionTemporal } from './server.ts';

/**
 * `npm run temporal:postgres`: Temporal's production server on a PostgreSQL of its own, without Docker. It takes
 * TEMPORAL_PORT and DATA_DIR from the settings, and stays until it is told to stop.
 */
await runProcess('temporal-postgres', async (parts, config) => {
  const { dataDir, temporalPort } = config;
  const programs = await productionPrograms(dataDir, (line) => process.stdout.write(`  ${line}\n`));
  const postgres = await startPostgres({ dataDir: join(dataDir, 'temporal-on-postgres'), port: 0, log: parts.log });
  void postgres.unexpectedEnd.then((error) => parts.fail(error));
  parts.up('PostgreSQL', new URL(postgres.url).host, () => postgres.stop());

  const access = postgresAccess(postgres.url);
  await prepareDatabases(programs.sql, access);
  const server = await startProductionTemporal({ program: programs.server, postgres: access, port: temporalPort, log: parts.log });
  void server.unexpectedEnd.then((error) => parts.fail(error));
  parts.up('Temporal', `${server.address}, metrics ${server.metricsUrl}`, () => server.stop());
  process.stdout.write(`\n  For Frontal: TEMPORAL_ADDRESS=${server.address}\n\n`);
});
