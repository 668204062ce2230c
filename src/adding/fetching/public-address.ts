import ipaddr from 'ipaddr.js';

/** Whether a connection to an IP address is allowed. */
export type AddressPolicy = (address: string) => boolean;

/** All that IPv6 has given out to the public internet; translated and embedded IPv4 addresses lie outside it. */
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Allows the addresses of the public internet alone: none that is private, loopback, link-local (cloud metadata among
 * them), shared by a carrier's customers, multicast, reserved, or an IPv4 address in the guise of an IPv6 one.
 */
export const isPublicAddress: AddressPolicy = (address) => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(PUBLIC_IPV6);
};
