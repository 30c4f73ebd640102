import { freePort } from '../../../src/embedded/port.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { startProcess } from '../../support/service.ts';
import { startMeasuredTemporal } from './measured-temporal.ts';

/** API and worker in one process, over a Temporal server that tells its metrics. */
export async function startMeasuredService() {
  const temporal = await startMeasuredTemporal();
  const port = await freePort();
  const main = startProcess('main', {
    DATABASE_URL: await createTestDatabase(),
    TEMPORAL_ADDRESS: temporal.address,
    PORT: String(port),
  });
  const stop = async () => {
    await main.stop('SIGKILL');
    await temporal.stop();
  };
  try {
    await main.says(/^API /m);
  } catch (error) {
    await stop();
    throw error;
  }
  return { temporal, url: `http://127.0.0.1:${port}`, stop };
}
