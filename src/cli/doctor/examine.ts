import { createClient } from '../../client/index.ts';
import { isGuarded, readConfig, type Config } from '../../settings/config.ts';
import { FrontalError } from '../../contract/errors.ts';
import { withSecretFiles } from '../../settings/secret-files.ts';
import { clientConfig } from '../client-config.ts';
import { missing, ok, type Finding } from './finding.ts';
import { checkDataFolder, checkNode, checkRoom } from './machine.ts';
import { checkPorts } from './ports.ts';
import { checkPostgres } from './postgres.ts';
import { checkService } from './service.ts';
import { checkTemporal } from './temporal.ts';

/** Everything that a start needs, looked at without starting anything. */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
  given: { readonly url?: string | undefined; readonly apiKey?: string | undefined },
): Promise<Finding[]> {
  const node = checkNode(process.versions.node);
  const config = settingsOf(env);
  if ('about' in config) return [node, config];
  const { url, apiKey } = clientConfig(given, env);
  const { finding: service, isRunning } = await checkService(createClient({ baseUrl: url, apiKey: apiKey ?? undefined }), url);
  const usesFolder = config.databaseUrl === null || config.temporalAddress === null;
  const folder = usesFolder ? [await checkDataFolder(config.dataDir), await checkRoom(config.dataDir)] : [];
  const [postgres, temporal, ports] = await Promise.all([
    checkPostgres(config.databaseUrl, config.dataDir),
    checkTemporal(config),
    checkPorts(config, isRunning),
  ]);
  return [node, checkSettings(config), ...folder, postgres, temporal, ...ports, service];
}

function checkSettings(config: Config): Finding {
  if (isGuarded(config)) return ok('settings', 'all of them make sense');
  return missing('settings', `HOST is ${config.host}, which others can reach, and no keys are set`, 'set FRONTAL_API_KEYS, or OPEN_ACCESS=true to let everyone in');
}

function settingsOf(env: Readonly<Record<string, string | undefined>>): Config | Finding {
  try {
    return readConfig(withSecretFiles(env));
  } catch (error) {
    if (!(error instanceof FrontalError)) throw error;
    return missing('settings', error.message.replaceAll('\n', '; '), 'mend them in the environment or in .env; .env.example has them all');
  }
}
