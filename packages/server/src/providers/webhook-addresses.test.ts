import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createWebhookAddresses, RefusedAddress } from './webhook-addresses.js';

const names: Record<string, string[]> = {
  'outside.example': ['8.8.8.8', '2606:4700::1111'],
  'inside.example': ['192.168.0.7'],
  'both.example': ['8.8.8.8', '10.0.0.1'],
};

const addressesWith = (allowPrivate: boolean) =>
  createWebhookAddresses({
    allowPrivate,
    async resolve(name) {
      const addresses = names[name];
      if (!addresses) throw new Error('There is no such name.');
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  });

describe('the address of a webhook', () => {
  it.each([
    ['https://outside.example/in', undefined],
    ['https://unknown.example/', undefined],
    ['https://8.8.8.8:8443/', undefined],
    ['https://inside.example/', 'Leads to a private or special address.'],
    ['https://both.example/', 'Leads to a private or special address.'],
    ['https://[fe80::1]/', 'Leads to a private or special address.'],
    ['https://127.0.0.1./', 'Leads to a private or special address.'],
    ['https://１２７.0.0.1/', 'Leads to a private or special address.'],
    ['http://outside.example/', 'Must be https.'],
    ['https://user@outside.example/', 'Must carry no credentials.'],
  ])('%s: %s', async (url, objection) => {
    expect(await addressesWith(false).objectionTo(url)).toBe(objection);
  });

  it.each([
    ['http://inside.example/', undefined],
    ['https://127.0.0.1/', undefined],
    ['http://[::1]:8080/', undefined],
    ['http://user@inside.example/', 'Must carry no credentials.'],
  ])('%s, where private ones are allowed: %s', async (url, objection) => {
    expect(await addressesWith(true).objectionTo(url)).toBe(objection);
  });
});

describe('the look-up for a connection', () => {
  const lookup = (name: string, all: boolean, allowPrivate = false) =>
    new Promise<unknown>((resolve) => {
      addressesWith(allowPrivate).lookup(name, { all }, (error, address, family) => {
        resolve(error ?? (all ? (address as LookupAddress[]).map((one) => one.address) : [address, family]));
      });
    });

  it('gives the addresses of a name, one or all of them', async () => {
    expect(await lookup('outside.example', false)).toEqual(['8.8.8.8', 4]);
    expect(await lookup('outside.example', true)).toEqual(names['outside.example']);
    expect(await lookup('inside.example', true, true)).toEqual(names['inside.example']);
  });

  it.each(['inside.example', 'both.example'])('gives none of %s, of which one is refused', async (name) => {
    for (const all of [true, false]) expect(await lookup(name, all)).toBeInstanceOf(RefusedAddress);
  });

  it('fails for a name that there is not', async () => {
    expect(await lookup('unknown.example', true)).toMatchObject({ message: 'There is no such name.' });
  });
});
