import { hash, type Options, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../ports.js';

/** What a hash costs: memory in KiB, and passes over it. */
export type Argon2Cost = Required<Pick<Options, 'memoryCost' | 'timeCost'>>;

/** 19 MiB and two passes, as OWASP has it. */
const recommendedCost: Argon2Cost = { memoryCost: 19_456, timeCost: 2 };

/** Each takes 19 MiB and a core: more at once would not be faster, and would starve everything else. */
const MAX_AT_ONCE = 4;

/** Takes as long to verify as any other; of which password it is does not matter. */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$KZckQaY61Ho31W4zAne+sQ$/AVJCVwVcxPUO8UsZW2mMxh/pkU9RbBrIRZ70Z0oe3E';

export function createArgon2Passwords(cost = recommendedCost): PasswordHasher {
  // argon2id is 2 in the library's table, which cannot be imported.
  const options: Options = { ...cost, algorithm: 2, parallelism: 1 };
  const take = createTurns(MAX_AT_ONCE);
  return {
    hash: (password) => take(() => hash(password, options)),
    async verify(hashed, password) {
      const matches = await take(() => verify(hashed ?? nobodysHash, password));
      return matches && hashed !== undefined;
    },
  };
}

/** Runs so much work at once, the rest in the order in which it came. */
function createTurns(max: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function take<T>(work: () => Promise<T>): Promise<T> {
    if (running < max) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The next in line takes over this place, so the number of running ones stays.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
