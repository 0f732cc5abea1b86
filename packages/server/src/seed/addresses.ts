import { normalise } from '../lists/normalise.js';

/** The domains of invented addresses: reserved for examples, so that no mail to them reaches anybody (RFC 2606). */
export const domains = { staff: 'example.org', patients: 'example.com' } as const;

export interface Address {
  readonly email: string;
  readonly username: string;
}

/** Makes addresses from names, each with a number behind it where the name is taken, at whichever domain. */
export function createAddresses(taken: readonly string[]): (name: string, domain: string) => Address {
  const names = new Set(taken.map((email) => email.split('@')[0]));
  /** Where to go on counting, for those who are called alike. */
  const numbers = new Map<string, number>();
  return (name, domain) => {
    const plain = normalise(name)
      .replace(/ /g, '.')
      .replace(/[^a-z.]/g, '');
    let number = numbers.get(plain) ?? 1;
    const username = () => (number === 1 ? plain : `${plain}${number}`);
    while (names.has(username())) number += 1;
    numbers.set(plain, number + 1);
    return { email: `${username()}@${domain}`, username: username() };
  };
}
