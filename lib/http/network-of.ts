import ipaddr from 'ipaddr.js';

/** Some proxies write the port as well. */
const withPort = /^(?:(?<v4>[\d.]+):\d+|\[(?<v6>.*)\](?::\d+)?)$/;

/**
 * What limits count an address by: itself, however it is written, and of IPv6 the /64 that one line is
 * given, who may write any address of it. Whatever is no address counts as one.
 */
export function networkOf(address = ''): string {
  const { v4, v6 } = withPort.exec(address)?.groups ?? {};
  const bare = v4 ?? v6 ?? address;
  if (!ipaddr.isValid(bare)) return 'unknown';
  const parsed = ipaddr.process(bare.replace(/%.*/, ''));
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)}/64`;
}
