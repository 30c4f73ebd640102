import type { Config } from '../settings/config.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { startTemporal, type EmbeddedTemporal } from '../embedded/temporal-server.ts';
import { FrontalError } from '../contract/errors.ts';
import type { TemporalAddress } from '../temporal/connection.ts';
import { locateServer } from '../temporal/locate-server.ts';
import type { Parts } from './parts.ts';

export interface Servers {
  readonly databaseUrl: string;
  readonly temporal: TemporalAddress;
  /** Without a slash at its end; null where no page is known. */
  readonly temporalUiUrl: string | null;
}

/** PostgreSQL and Temporal: the ones that are configured, or embedded ones. @throws FrontalError saying what to do */
export async function startServers(parts: Parts, config: Config): Promise<Servers> {
  const databaseUrl = config.databaseUrl ?? (await embeddedPostgres(parts, config));
  const { temporalAddress, temporalNamespace: namespace, temporalUiUrl } = config;
  if (temporalAddress !== null) return { databaseUrl, temporal: { address: temporalAddress, namespace }, temporalUiUrl };
  const { address, uiUrl } = await embeddedTemporal(parts, config);
  return { databaseUrl, temporal: { address, namespace }, temporalUiUrl: config.temporalUiPort === 0 ? uiUrl : temporalUiUrl };
}

async function embeddedPostgres(parts: Parts, { dataDir, postgresPort }: Config): Promise<string> {
  const postgres = await startPostgres({ dataDir, port: postgresPort, log: parts.log });
  void postgres.unexpectedEnd.then((error) => parts.fail(error));
  parts.up('PostgreSQL', `${new URL(postgres.url).host}, data in ${dataDir}`, () => postgres.stop());
  return postgres.url;
}

async function embeddedTemporal(parts: Parts, config: Config): Promise<EmbeddedTemporal> {
  const { dataDir, temporalPort: port, temporalUiPort: uiPort, temporalNamespace: namespace } = config;
  const say = (line: string) => process.stdout.write(`  ${line}\n`);
  const binary = await locateServer({ dataDir, say, signal: parts.stopping });
  const server = await startTemporal({ binary, dataDir, port, uiPort, namespace, log: parts.log });
  void server.unexpectedEnd.then((error) => parts.fail(error));
  parts.up('Temporal', `${server.address}, server ${binary}`, () => server.stop());
  return server;
}

/** Where servers have to be named, since this process does not start them. @throws FrontalError naming the settings */
export function requireServers(config: Config): Servers {
  const { databaseUrl, temporalAddress, temporalNamespace, temporalUiUrl } = config;
  const missing = [...(databaseUrl ? [] : ['DATABASE_URL']), ...(temporalAddress ? [] : ['TEMPORAL_ADDRESS'])];
  if (!databaseUrl || !temporalAddress) {
    throw new FrontalError(
      'invalid_option',
      `Set ${missing.join(' and ')}: this process uses servers that run already. \`npm start\` brings up its own.`,
    );
  }
  return { databaseUrl, temporal: { address: temporalAddress, namespace: temporalNamespace }, temporalUiUrl };
}
