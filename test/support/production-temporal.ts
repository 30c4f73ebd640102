import { prepareDatabases, postgresAccess } from '../../ops/temporal-on-postgres/databases.ts';
import { productionPrograms } from '../../ops/temporal-on-postgres/programs.ts';
import { startProductionTemporal } from '../../ops/temporal-on-postgres/server.ts';
import { silentLog } from './log.ts';
import { startTestPostgres } from './postgres.ts';
import { PROJECT_DATA_DIR } from './temporal-binary.ts';

/** Temporal's production server on a PostgreSQL of its own. Its programs have been compiled before the tests. */
export async function startProductionTestTemporal(): Promise<{ address: string; metricsUrl: string; stop(): Promise<void> }> {
  const programs = await productionPrograms(PROJECT_DATA_DIR, () => {});
  const postgres = await startTestPostgres();
  try {
    const access = postgresAccess(postgres.url);
    await prepareDatabases(programs.sql, access);
    const server = await startProductionTemporal({ program: programs.server, postgres: access, port: 0, log: silentLog });
    return {
      address: server.address,
      metricsUrl: server.metricsUrl,
      stop: () => server.stop().finally(() => postgres.stop()),
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
