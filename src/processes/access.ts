import { tenantOf } from '../settings/api-keys.ts';
import { isGuarded, type Config } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import type { Access } from '../http/dependencies.ts';

/** To be asked before anything is brought up. @throws FrontalError where others could read every submission, and nobody asked for that */
export function requireGuarded(config: Config): void {
  if (isGuarded(config)) return;
  throw new FrontalError(
    'invalid_option',
    `HOST is ${config.host}, which others can reach, and no keys are set: set FRONTAL_API_KEYS, or OPEN_ACCESS=true to let everyone in.`,
  );
}

export function accessOf({ apiKeys, requestsPerMinute, corsOrigins, allowedHosts, host }: Config): Access {
  const whose = apiKeys.length > 0 ? (key: string) => tenantOf(apiKeys, key) : null;
  return { tenantOf: whose, requestsPerMinute, corsOrigins, allowedHosts: [...allowedHosts, ...namesOf(host)] };
}

/** The address that the API listens on is a name of it, unless it stands for all that this machine has. */
function namesOf(host: string): string[] {
  if (host === '0.0.0.0' || host === '::') return [];
  return [host.includes(':') ? `[${host}]` : host.toLowerCase()];
}
