import ipaddr from 'ipaddr.js';

/** Global unicast: what lies outside of it was never given to anyone, or means something else (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address belongs to a host of the public internet. False for loopback, private, link-local, shared
 * (CGNAT), multicast, unspecified, reserved and documentation ranges, for every IPv6 range that holds an IPv4 address
 * (mapped, compatible, NAT64, 6to4, Teredo), and for what is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}
