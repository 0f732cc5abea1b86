/** IPv4 that leads to one machine, one network or nobody at all: the special-purpose registry of the IANA. */
const specialIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(network);

/** What of IPv6 leads to the internet at all; by way of IPv4 (RFC 6052), where that does. */
const publicIpv6 = network('2000::/3');
const embeddedIpv4 = network('64:ff9b::/96');

/** And what does not for all that: for protocols, for documentation, and those tunnels whose ends are anywhere. */
const specialIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(network);

/** Addresses of one kind, by the bits that they begin with. */
interface Network {
  readonly prefix: bigint;
  readonly rest: bigint;
}

/** Whether an address is one of the internet at large; what is no address is not. */
export function isPublicAddress(address: string): boolean {
  const ipv4 = ipv4Number(address);
  if (ipv4 !== undefined) return !isIn(specialIpv4, ipv4);
  const ipv6 = ipv6Number(address);
  if (ipv6 === undefined) return false;
  if (isIn([embeddedIpv4], ipv6)) return !isIn(specialIpv4, ipv6 & 0xffff_ffffn);
  return isIn([publicIpv6], ipv6) && !isIn(specialIpv6, ipv6);
}

/** Whether a host is an address, and not a name. */
export function isAddress(host: string): boolean {
  return (ipv4Number(host) ?? ipv6Number(host)) !== undefined;
}

function isIn(networks: readonly Network[], address: bigint): boolean {
  return networks.some(({ prefix, rest }) => address >> rest === prefix);
}

function network(notation: string): Network {
  const [address = '', length = ''] = notation.split('/');
  const ipv4 = ipv4Number(address);
  const rest = BigInt((ipv4 === undefined ? 128 : 32) - Number(length));
  return { prefix: (ipv4 ?? ipv6Number(address) ?? 0n) >> rest, rest };
}

function ipv4Number(address: string): bigint | undefined {
  const parts = address.split('.');
  const isIpv4 =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isIpv4 ? parts.reduce((number, part) => number * 256n + BigInt(part), 0n) : undefined;
}

/** By way of a URL, where addresses have one spelling only; the interface that one may name is left out. */
function ipv6Number(address: string): bigint | undefined {
  const url = `http://[${address.replace(/%.*$/, '')}]`;
  if (!address.includes(':') || !URL.canParse(url)) return undefined;
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const gap = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  return [...groups(head), ...gap, ...groups(tail)].reduce(
    (number, group) => number * 0x1_0000n + BigInt(`0x${group}`),
    0n,
  );
}
