import type { Config } from '../../settings/config.ts';
import { isPortFree } from '../../embedded/port.ts';
import { missing, ok, type Finding } from './finding.ts';

/** The ports that a start would take. Where the service runs already, they are its own. */
export async function checkPorts(config: Config, isRunning: boolean): Promise<Finding[]> {
  if (isRunning) return [];
  const wanted = [
    { setting: 'PORT', port: config.port, purpose: 'the API' },
    ...(config.databaseUrl === null ? [{ setting: 'POSTGRES_PORT', port: config.postgresPort, purpose: 'PostgreSQL' }] : []),
    ...(config.temporalAddress === null
      ? [
          { setting: 'TEMPORAL_PORT', port: config.temporalPort, purpose: 'Temporal' },
          { setting: 'TEMPORAL_UI_PORT', port: config.temporalUiPort, purpose: "Temporal's page" },
        ]
      : []),
  ];
  return Promise.all(
    wanted.map(async ({ setting, port, purpose }) => {
      const about = `port ${port}`;
      if (port === 0 || (await isPortFree(port))) return ok(about, `free for ${purpose}`);
      return missing(about, `in use, and meant for ${purpose}`, `stop what listens there, or set ${setting} to a free port`);
    }),
  );
}
