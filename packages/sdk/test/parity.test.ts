import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Command, commands } from '../testing/parity-commands.js';
import { openSides } from '../testing/parity-sides.js';

/**
 * Sequences of commands, and how many there are in each; `pnpm reliability parity` sends 10,000 in all. With
 * `MEDCOR_PARITY_SHRINK=1` a sequence that ends in a difference is shortened to what it takes.
 */
const sequences = Number(process.env.MEDCOR_PARITY_RUNS ?? 4);
const seed = Number(process.env.MEDCOR_PARITY_SEED ?? 20_250_120);
const LENGTH = 100;

describe('server and mock', () => {
  it('answer the same to the same', { timeout: 60_000 + sequences * 20_000 }, async () => {
    let sent = 0;
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(commands, { minLength: LENGTH, maxLength: LENGTH }),
        async (sequence: readonly Command[]) => {
          const { server, mock } = await openSides('PostgreSQL');
          try {
            for (const command of sequence) {
              const expected = await server.send(command);
              const found = await mock.send(command);
              sent += 1;
              statuses.set(expected.status, (statuses.get(expected.status) ?? 0) + 1);
              expect({ command, answer: found }).toEqual({ command, answer: expected });
            }
          } finally {
            await Promise.all([server.close(), mock.close()]);
          }
        },
      ),
      { numRuns: sequences, seed, endOnFailure: process.env.MEDCOR_PARITY_SHRINK === undefined },
    );
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    process.stdout.write(`parity: ${sent} commands, 0 differences (seed ${seed}; ${told.join(', ')})\n`);
  });
});
