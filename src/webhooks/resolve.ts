import type { LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';
import { hostOf, type TargetPolicy } from './target.ts';
import { WebhookFault } from './webhook-fault.ts';

/** The addresses of a name. @throws Error where there are none */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** As every program of this machine resolves it, its own list of hosts included: for those who may call its own network. */
export const resolveByMachine: Resolve = (host) => lookup(host, { all: true });

/**
 * By DNS alone, which takes no thread: the machine's own resolver holds one of four while it waits, of those that pixels
 * need, and whoever names a host could have it wait.
 *
 * @param servers `host:port` each; those of the machine where left out
 */
export function resolveByDns(servers?: readonly string[]): Resolve {
  return async (host) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (servers) resolver.setServers(servers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason;
    return [...addresses(four, 4), ...addresses(six, 6)];
  };
}

function addresses(answer: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}

/**
 * The addresses that a URL's host has now, each of them allowed. One that is not refuses them all: a name with public
 * and private addresses is an attempt to have the private one called.
 *
 * @throws WebhookFault `unknown_host`, `refused_address`
 */
export async function resolveTarget(url: URL, resolve: Resolve, { allowPrivate }: TargetPolicy): Promise<readonly LookupAddress[]> {
  const found = await addressesOf(hostOf(url), resolve);
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address))) throw new WebhookFault('refused_address');
  return found;
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const found = await resolve(host).catch((cause: unknown) => {
    throw new WebhookFault('unknown_host', { cause });
  });
  if (found.length === 0) throw new WebhookFault('unknown_host');
  return found;
}
