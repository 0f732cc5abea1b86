import { statSync } from 'node:fs';
import path from 'node:path';
import { CliError } from '../cli-errors.js';
import { clientFor } from '../client.js';
import { interruption } from '../interruption.js';
import { write } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile, configFolder } from '../profiles.js';
import { sessionTokens } from '../session-tokens.js';

const MAX_SKEW_S = 60;

/** Looks at everything that has to be right for commands to work, and says what is not. */
export async function run({ flags }: OwnCall): Promise<void> {
  const profile = activeProfile(flags);
  const medcor = clientFor(profile, flags);
  const problems: string[] = [];
  const check = async (what: string, look: () => Promise<string> | string) => {
    try {
      write(`ok      ${what}: ${await look()}\n`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(what);
      write(`not ok  ${what}: ${reason}\n`);
    }
  };
  await check('Node', () => process.version);
  await check('configuration', () => privacyOf(path.join(configFolder(), 'config.json')));
  await check('sessions', () => privacyOf(path.join(configFolder(), 'tokens.json')));
  await check(`server ${profile.base_url}`, async () => {
    const options = { maxRetries: 0, timeout: 5000, signal: interruption.signal };
    const { data, response } = await medcor.routes
      .send({ route: 'GET /api/health/', kind: 'anonymous' }, [], options)
      .withResponse();
    const skew = Math.round((Date.parse(response.headers.get('date') ?? '') - Date.now()) / 1000);
    if (Math.abs(skew) > MAX_SKEW_S) throw new Error(`its clock and this one are ${skew} s apart`);
    return `version ${Object(data).version ?? 'unknown'}`;
  });
  await check('signed in', async () => {
    if (!process.env.MEDCOR_TOKEN && !(await sessionTokens(profile).get())) {
      throw new Error('nobody is: "medcor login"');
    }
    const { email, role } = await medcor.auth.profile({
      maxRetries: 0,
      timeout: 5000,
      signal: interruption.signal,
    });
    return `${email} (${role})${process.env.MEDCOR_TOKEN ? ', by MEDCOR_TOKEN' : ''}`;
  });
  if (problems.length > 0) throw new CliError(`To be mended: ${problems.join(', ')}.`);
}

function privacyOf(file: string): string {
  try {
    const { mode } = statSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Error(`${file} can be read by others: chmod 600 it`);
    return file;
  } catch (error) {
    if (Object(error).code === 'ENOENT') return 'none yet';
    throw error;
  }
}
