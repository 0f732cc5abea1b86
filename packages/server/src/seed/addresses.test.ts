import { describe, expect, it } from 'vitest';
import { createAddresses } from './addresses.js';
import { names } from './names.js';

describe('invented addresses', () => {
  it('are made from names, and numbered where the name is taken at either domain', () => {
    const addressOf = createAddresses(['lucia.munoz@example.com', 'lucia.munoz3@example.org']);
    const given = ['Lucía Muñoz', 'Lucía Muñoz', "Grace O'Connor", 'Lucía Muñoz'];
    expect(given.map((name) => addressOf(name, 'example.org').email)).toEqual([
      'lucia.munoz2@example.org',
      'lucia.munoz4@example.org',
      'grace.oconnor@example.org',
      'lucia.munoz5@example.org',
    ]);
    expect(addressOf('Lucía Muñoz', 'example.com')).toEqual({
      email: 'lucia.munoz6@example.com',
      username: 'lucia.munoz6',
    });
  });

  it('keep every letter of the names that there are', () => {
    const all = names.flatMap(({ female, male, last }) => [...female, ...male, ...last]);
    for (const name of all) {
      const { username } = createAddresses([])(name, 'example.org');
      expect([name, username.length]).toEqual([name, name.replace("'", '').length]);
    }
  });
});
