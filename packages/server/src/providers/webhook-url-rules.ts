import { isAddress, isPublicAddress } from './public-addresses.js';

export const privateAddress = 'Leads to a private or special address.';

/** What is wrong with a webhook's address by itself, before any name is looked up. */
export function objectionToUrl(url: URL, allowPrivate: boolean): string | undefined {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'Must be https.';
  if (url.username !== '' || url.password !== '') return 'Must carry no credentials.';
  const host = hostOf(url);
  return !isAddress(host) || allowPrivate || isPublicAddress(host) ? undefined : privateAddress;
}

/** A URL's host: a name, or an address, which URLs write in one way only; of IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
