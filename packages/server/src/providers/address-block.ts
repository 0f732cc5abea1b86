/**
 * What stands for all the addresses that one subscriber has: of IPv6 the first 64 bits, of which whoever has one
 * address has them all; IPv4, and what is no address, as it is.
 */
export function addressBlock(address: string): string {
  const canonical = canonicalIpv6(address);
  // IPv4 in the notation of IPv6 has nothing in its first 64 bits.
  if (canonical === undefined || canonical.startsWith('::ffff:')) return canonical ?? address;
  const [head = '', tail = ''] = canonical.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const gap = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...gap, ...after].slice(0, 4).join(':')}::/64`;
}

/** Addresses in URLs have one spelling only, in lower case and without leading zeros. */
function canonicalIpv6(address: string): string | undefined {
  const url = `http://[${address.replace(/%.*$/, '')}]`;
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : undefined;
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
