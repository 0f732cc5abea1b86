import { BlockList, isIP } from 'node:net';

/** IPv4 that leads to one machine, one network or nobody at all: the special-purpose registry of the IANA. */
const specialIpv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** What of IPv6 leads to the internet at all, that by way of IPv4 (RFC 6052) included. */
const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');
publicIpv6.addSubnet('64:ff9b::', 96, 'ipv6');

/** And what does not for all that: for protocols, for documentation, and those tunnels whose ends are anywhere. */
const special = new BlockList();
special.addSubnet('2001::', 23, 'ipv6');
special.addSubnet('2001:db8::', 32, 'ipv6');
special.addSubnet('2002::', 16, 'ipv6');
special.addSubnet('3fff::', 20, 'ipv6');
for (const [network, prefix] of specialIpv4) {
  special.addSubnet(network, prefix, 'ipv4');
  special.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
}

/** Whether an address is one of the internet at large; what is no address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4');
  return isIP(address) === 6 && publicIpv6.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
