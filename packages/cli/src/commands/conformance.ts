import { readFileSync } from 'node:fs';
import { CliError, UsageError } from '../cli-errors.js';
import { interruption } from '../interruption.js';
import { say, write } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';

/** Holds any server of the API against the contract: the same checks as ours has to pass. */
export async function run({ flags, values }: OwnCall): Promise<void> {
  const { base_url: baseUrl } = activeProfile(flags);
  const email = textOf(values, 'email');
  if (!email) {
    throw new UsageError(
      'Usage: medcor conformance --base-url URL --email SUPERUSER --yes, with the password on standard input.',
    );
  }
  if (!flags.yes) {
    throw new UsageError(`This makes hospitals and people at ${baseUrl}, and leaves them there: add --yes.`);
  }
  const password = readFileSync(0, 'utf8').trim();
  const { checks, lacksAbility, openWorld } = await import('../lazy/conformance.js');
  const world = await openWorld({ baseUrl, superuser: { email, password } });
  const failed: string[] = [];
  let skipped = 0;
  for (const check of checks) {
    if (interruption.signal.aborted) throw new CliError('Interrupted.', 130);
    if (lacksAbility(world, check)) {
      skipped += 1;
      continue;
    }
    try {
      await check.run(world);
      if (flags.verbose) say(`ok ${check.domain}: ${check.name}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // Hundreds of people sign in within a minute.
      if (/is refused: 429/.test(reason))
        throw new CliError(`${baseUrl} limits requests: start it with RATE_LIMIT=off for this.`);
      failed.push(`${check.domain}: ${check.name}\n    ${reason}`);
    }
  }
  for (const line of failed) write(`not ok ${line}\n`);
  const run = checks.length - skipped;
  write(
    `${run - failed.length} of ${run} checks hold; ${skipped} need what cannot be brought about from outside.\n`,
  );
  if (failed.length > 0) throw new CliError(`${failed.length} checks do not hold at ${baseUrl}.`);
}
