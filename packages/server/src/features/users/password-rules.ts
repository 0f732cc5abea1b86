import { invalidField } from '../../edge/api-error.js';
import { normalise } from '../../lists/normalise.js';
import { commonPasswords } from './common-passwords.js';

interface Owner {
  readonly email: string;
  readonly username?: string | undefined;
  readonly first_name: string;
  readonly last_name: string;
}

/**
 * Refuses what is too easily guessed: common passwords, and those that are the owner's own address or name. The
 * length is the contract's to check. Throws a `400` on the field.
 */
export function assertGoodPassword(field: string, password: string, owner: Owner): void {
  const plain = normalise(password);
  if (commonPasswords.has(plain)) throw invalidField(field, 'This password is too common.');
  const letters = (text: string) => normalise(text).replace(/[^\p{L}\p{N}]/gu, '');
  const { email, username, first_name, last_name } = owner;
  const own = [
    email,
    email.split('@')[0] ?? '',
    username ?? '',
    first_name,
    last_name,
    first_name + last_name,
    last_name + first_name,
  ];
  if (own.some((text) => letters(text) !== '' && letters(text) === letters(password))) {
    throw invalidField(field, 'The password must not be your e-mail address or your name.');
  }
}
