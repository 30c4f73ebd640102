import { createHash, timingSafeEqual } from 'node:crypto';

/** What a caller has to show, known by its hash alone, and whose submissions it opens. */
export interface ApiKey {
  readonly tenant: string;
  readonly sha256: Buffer;
}

/** Keys hold no comma and no colon. `tenant:key`, `key`, `tenant:sha256:<64 hex digits>` or `sha256:<64 hex digits>`. */
const ENTRY = /^(?:(?!sha256:)(?<tenant>[a-z0-9][a-z0-9_-]{0,39}):)?(?:sha256:(?<hash>[0-9a-fA-F]{64})|(?!sha256:)(?<key>[!-+\--9;-~]{8,200}))$/;

/**
 * API keys from one line, separated by commas. Keys of the same tenant open the same submissions; a key without a
 * tenant is one of its own. null where an entry cannot be read.
 */
export function parseApiKeys(line: string): ApiKey[] | null {
  const keys = line.split(',').map((entry) => parseEntry(entry.trim()));
  return keys.some((key) => key === null) ? null : keys.filter((key) => key !== null);
}

/** Whose key this is; null where it is nobody's. Every key is compared, each in constant time. */
export function tenantOf(keys: readonly ApiKey[], presented: string): string | null {
  const sha256 = hashOf(presented);
  return keys.reduce<string | null>((found, key) => (timingSafeEqual(key.sha256, sha256) ? key.tenant : found), null);
}

function parseEntry(entry: string): ApiKey | null {
  const { tenant, hash, key } = ENTRY.exec(entry)?.groups ?? {};
  if (hash !== undefined) return keyed(tenant, Buffer.from(hash, 'hex'));
  return key === undefined ? null : keyed(tenant, hashOf(key));
}

function keyed(tenant: string | undefined, sha256: Buffer): ApiKey {
  return { tenant: tenant ?? `key-${sha256.toString('hex').slice(0, 12)}`, sha256 };
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
