import { write } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { candidates } from './completion.js';

/** Asked by the shells' scripts. */
export async function run({ args }: OwnCall): Promise<void> {
  write(
    candidates(args)
      .map((word) => `${word}\n`)
      .join(''),
  );
}
