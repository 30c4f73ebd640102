import { isIP } from 'node:net';
import { FrontalError } from '../contract/errors.ts';
import { isPublicAddress } from './public-address.ts';

/** Settings that decide which addresses are called. */
export interface TargetPolicy {
  /** Addresses of this machine and of private networks, at any port. */
  readonly allowPrivate: boolean;
}

const LONGEST_URL = 2048;

/** Where other protocols than HTTP listen: ports from 1024 on that the Fetch standard blocks. Below, 80 and 443 alone are taken. */
const FOREIGN_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/**
 * The URL of a webhook, as far as the URL itself tells whether it may be called; what its host resolves to is another
 * matter. The parser writes every spelling of an IPv4 address (octal, hex, one number) in four decimals.
 *
 * @throws FrontalError `invalid_option`; the message does not repeat the URL
 */
export function readTarget(text: string, { allowPrivate }: TargetPolicy): URL {
  const refuse = (why: string) => new FrontalError('invalid_option', why);
  if (text.length > LONGEST_URL) throw refuse(`The URL is longer than ${LONGEST_URL} characters.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw refuse('Expected a URL such as https://example.com/hooks/frontal.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('Only https and http are called.');
  if (url.username !== '' || url.password !== '') throw refuse('The URL must not carry a user name or password.');
  if (allowPrivate) return url;
  if (isPrivateHost(hostOf(url))) throw refuse('The host is this machine or in a private network, which is not called.');
  if (!isUsualPort(url)) throw refuse('Only the ports 80 and 443 and those from 1024 on are called, without those of other protocols.');
  return url;
}

/** The host without the brackets of an IPv6 address and without the dot that ends a full name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that stand for this machine whatever the resolver says (RFC 6761), and names without a dot, which only a private network knows. */
function isPrivateHost(host: string): boolean {
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return host === '' || !host.includes('.') || host.endsWith('.localhost');
}

function isUsualPort({ port }: URL): boolean {
  const number = Number(port);
  return port === '' || number === 80 || number === 443 || (number >= 1024 && !FOREIGN_PORTS.has(number));
}
