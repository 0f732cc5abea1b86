import { UsageError } from '../cli-errors.js';
import { print, say } from '../output.js';
import type { OwnCall } from '../own-commands.js';
import { activeProfile, type Config, readConfig, saveProfile, writeConfig } from '../profiles.js';
import { sessionTokens } from '../session-tokens.js';

/** Profiles: which server a command talks to, and as whom. */
export async function run({ args, flags }: OwnCall): Promise<void> {
  const [verb = 'list', name, value] = args;
  const config = readConfig();
  switch (verb) {
    case 'list': {
      const shown = { ...config.profiles };
      if (Object.keys(shown).length === 0)
        shown[config.current] = { base_url: activeProfile(flags).base_url };
      const rows = Object.entries(shown).map(([profile, { base_url, email = null }]) => {
        return { profile, is_current: profile === config.current, base_url, email };
      });
      return print(rows, flags);
    }
    case 'use':
      if (!name || !config.profiles[name])
        throw new UsageError(`There is no profile "${name ?? ''}": see "medcor config list".`);
      writeConfig({ ...config, current: name });
      return say(`Commands now go to ${config.profiles[name].base_url}.`);
    case 'set': {
      if (name !== 'base-url' || !value)
        throw new UsageError('Usage: medcor config set base-url URL [--profile NAME]');
      // Tokens of the server before are not for the next one.
      await forgetTokens(flags.profile ?? config.current, config);
      const { name: profile, base_url } = activeProfile({ ...flags, baseUrl: value });
      saveProfile({ name: profile, base_url });
      return say(`Profile ${profile} is ${base_url} now. Sign in with "medcor login".`);
    }
    case 'remove': {
      if (!name || !config.profiles[name]) throw new UsageError(`There is no profile "${name ?? ''}".`);
      await forgetTokens(name, config);
      const { [name]: _removed, ...profiles } = config.profiles;
      return writeConfig({ current: config.current === name ? 'default' : config.current, profiles });
    }
    default:
      throw new UsageError('Usage: medcor config [list | use PROFILE | set base-url URL | remove PROFILE]');
  }
}

async function forgetTokens(name: string, { profiles }: Config): Promise<void> {
  const profile = profiles[name];
  if (profile) await sessionTokens({ name, ...profile }).set(undefined);
}
