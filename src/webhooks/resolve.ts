import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import { hostOf, type TargetPolicy } from './target.ts';
import { WebhookFault } from './webhook-fault.ts';

/** The addresses of a name, as the machine's resolver gives them. @throws Error where there are none */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const resolveByMachine: Resolve = (host) => lookup(host, { all: true });

/**
 * The addresses that a URL's host has now, each of them allowed. One that is not refuses them all: a name with public
 * and private addresses is an attempt to have the private one called.
 *
 * @throws WebhookFault `unknown_host`, `refused_address`
 */
export async function resolveTarget(url: URL, resolve: Resolve, { allowPrivate }: TargetPolicy): Promise<readonly LookupAddress[]> {
  const addresses = await addressesOf(hostOf(url), resolve);
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw new WebhookFault('refused_address');
  return addresses;
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const addresses = await resolve(host).catch((cause: unknown) => {
    throw new WebhookFault('unknown_host', { cause });
  });
  if (addresses.length === 0) throw new WebhookFault('unknown_host');
  return addresses;
}
