import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** What only a proxy, or someone who wants to look like one, sends. */
const proxyHeaders = ['forwarded', 'via', 'x-real-ip'];

/**
 * Whether a request comes from this very machine, with nothing in between: not through a proxy, and not from a page
 * of elsewhere in a browser of this machine, be it by the page's own name or by one that it made point here.
 */
export function isLocalRequest({ socket, headers }: IncomingMessage): boolean {
  if (!isLoopbackAddress(socket.remoteAddress ?? '')) return false;
  if (!isLoopbackHost(headers.host ?? '')) return false;
  if (headers.origin !== undefined && !isLoopbackOrigin(headers.origin)) return false;
  return !Object.keys(headers).some((name) => name.startsWith('x-forwarded-') || proxyHeaders.includes(name));
}

/** Whether a page's origin is a web server on this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  const host = /^https?:\/\/([^/?#]+)$/.exec(origin)?.[1];
  return host !== undefined && isLoopbackHost(host);
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '');
  return name.toLowerCase() === 'localhost' || isLoopbackAddress(name.replace(/^\[(.*)\]$/, '$1'));
}

function isLoopbackAddress(address: string): boolean {
  const version = isIP(address);
  // Addresses such as ::ffff:127.0.0.1 are looked up as what they stand for.
  return version !== 0 && loopback.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
