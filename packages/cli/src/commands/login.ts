import { readFileSync } from 'node:fs';
import { isatty } from 'node:tty';
import { MedCor } from '@medcor/sdk';
import { CliError, exitCodes, UsageError } from '../cli-errors.js';
import { interruption } from '../interruption.js';
import { nodeTransport } from '../node-fetch.js';
import { say } from '../output.js';
import { type OwnCall, textOf } from '../own-commands.js';
import { activeProfile } from '../profiles.js';
import { keepTokens } from '../session-tokens.js';

/** Signs in. The password is typed where nobody sees it, or comes from standard input. */
export async function run({ flags, values }: OwnCall): Promise<void> {
  const profile = activeProfile(flags);
  const isTyped = isatty(0) && flags.input && !values.has('password-stdin');
  const email =
    textOf(values, 'email') ?? (isTyped ? await typed((prompts) => prompts.ask('E-mail')) : profile.email);
  if (!email)
    throw new UsageError('Who? Add --email, and --password-stdin with the password on standard input.');
  if (!isTyped && !values.has('password-stdin')) {
    throw new UsageError(
      'Nobody is there to type a password: add --password-stdin, and give it on standard input.',
    );
  }
  const password = isTyped
    ? await typed((prompts) => prompts.askHidden(`Password of ${email} at ${profile.base_url}`))
    : readFileSync(0, 'utf8').replace(/\r?\n$/, '');

  const medcor = new MedCor({ baseUrl: profile.base_url, fetch: nodeTransport });
  const { user, tokens } = await medcor.auth.login({ email, password }, { signal: interruption.signal });
  const place = await keepTokens({ ...profile, email: user.email }, tokens);
  say(
    `Signed in to ${profile.base_url} as ${user.full_name} (${user.role}). The session is kept in ${place}.`,
  );
}

async function typed(
  ask: (prompts: typeof import('../lazy/prompts.js')) => Promise<string | undefined>,
): Promise<string> {
  const answer = await ask(await import('../lazy/prompts.js'));
  if (answer === undefined) throw new CliError('Interrupted.', exitCodes.interrupted);
  return answer;
}
