import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { WebhookAddresses } from '../ports.js';
import { isAddress, isPublicAddress } from './public-addresses.js';
import { hostOf, objectionToUrl, privateAddress } from './webhook-url-rules.js';

/** All addresses of a name; fails for one that has none. */
export type Resolve = (name: string) => Promise<LookupAddress[]>;

/** The names of this machine's own files count too: what a connection would be made to, is looked at. */
export const resolveBySystem: Resolve = (name) => dns.lookup(name, { all: true });

interface AddressOptions {
  /** Whether plain http and private addresses are allowed as well: for development. */
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
}

/** The rules on where webhooks may lead, for those who give an address and for the connection that is made to it. */
export interface ConnectionRules extends WebhookAddresses {
  /** What is wrong with an address by itself, before any name is looked up. */
  objectionToUrl(url: URL): string | undefined;
  /** Looks names up for a connection; fails with {@link RefusedAddress} for one that leads to a refused address. */
  readonly lookup: LookupFunction;
}

export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

export function createWebhookAddresses({ allowPrivate, resolve }: AddressOptions): ConnectionRules {
  const isAllowed = (address: string) => allowPrivate || isPublicAddress(address);

  return {
    objectionToUrl: (url) => objectionToUrl(url, allowPrivate),
    async objectionTo(text) {
      const url = new URL(text);
      const objection = objectionToUrl(url, allowPrivate);
      if (objection !== undefined || isAddress(hostOf(url))) return objection;
      // What does not resolve today may well do so when something is sent to it, and is looked at again then.
      const addresses = await resolve(hostOf(url)).catch(() => []);
      return addresses.every(({ address }) => isAllowed(address)) ? undefined : privateAddress;
    },
    lookup(name, { all }, callback) {
      resolve(name).then(
        (addresses) => {
          const [first] = addresses;
          if (!first || !addresses.every(({ address }) => isAllowed(address))) {
            callback(new RefusedAddress(privateAddress), '');
          } else if (all) callback(null, addresses);
          else callback(null, first.address, first.family);
        },
        (error) => callback(error, ''),
      );
    },
  };
}
