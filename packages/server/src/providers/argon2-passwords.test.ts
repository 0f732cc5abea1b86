import { verify } from '@node-rs/argon2';
import { expect, it, vi } from 'vitest';
import { createArgon2Passwords } from './argon2-passwords.js';

vi.mock('@node-rs/argon2', { spy: true });

const parameters = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

it('hashes and verifies', async () => {
  const passwords = createArgon2Passwords();
  const hash = await passwords.hash('Correct-Horse-7!');
  expect(hash).toMatch(parameters);
  expect(await passwords.hash('Correct-Horse-7!')).not.toBe(hash);
  expect(await passwords.verify(hash, 'Correct-Horse-7!')).toBe(true);
  expect(await passwords.verify(hash, 'correct-horse-7!')).toBe(false);
});

it('works as hard for an account that does not exist', async () => {
  expect(await createArgon2Passwords().verify(undefined, 'Correct-Horse-7!')).toBe(false);
  expect(vi.mocked(verify).mock.lastCall?.[0]).toMatch(parameters);
});

it('runs four at once, in order, and goes on after a failure', async () => {
  let [running, most] = [0, 0];
  const finished: string[] = [];
  vi.mocked(verify).mockImplementation(async (_hash, password) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    finished.push(String(password));
    if (password === '2') throw new Error('broken');
    return true;
  });
  const passwords = createArgon2Passwords();
  const names = Array.from({ length: 12 }, (_, index) => String(index));
  const results = await Promise.allSettled(names.map((name) => passwords.verify('hash', name)));
  expect(most).toBe(4);
  expect(finished).toEqual(names);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});
