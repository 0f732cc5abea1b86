import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { CliError, UsageError } from './cli-errors.js';
import type { GlobalFlags } from './flags.js';

export interface Profile {
  readonly base_url: string;
  /** Who signed in last. */
  readonly email?: string;
  /** Where the session's tokens are kept. */
  readonly tokens?: 'keyring' | 'file';
}

export interface Config {
  readonly current: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

/** The profile that a command works with. */
export interface ActiveProfile extends Profile {
  readonly name: string;
}

const DEFAULT_BASE_URL = 'http://localhost:8002';

export function configFolder(): string {
  const { MEDCOR_CONFIG_DIR, XDG_CONFIG_HOME, APPDATA } = process.env;
  if (MEDCOR_CONFIG_DIR) return MEDCOR_CONFIG_DIR;
  const base = process.platform === 'win32' ? APPDATA : XDG_CONFIG_HOME;
  return path.join(base || path.join(homedir(), '.config'), 'medcor');
}

export function readConfig(): Config {
  const text = readIfThere(path.join(configFolder(), 'config.json'));
  if (text === undefined) return { current: 'default', profiles: {} };
  try {
    return { current: 'default', profiles: {}, ...JSON.parse(text) };
  } catch {
    throw new CliError(`${path.join(configFolder(), 'config.json')} is not JSON: mend it, or remove it.`);
  }
}

export function writeConfig(config: Config): void {
  writePrivate('config.json', `${JSON.stringify(config, null, 2)}\n`);
}

/** What the command line, the environment and the configuration say, in this order. */
export function activeProfile({ profile, baseUrl }: Pick<GlobalFlags, 'profile' | 'baseUrl'>): ActiveProfile {
  const config = readConfig();
  const name = profile ?? process.env.MEDCOR_PROFILE ?? config.current;
  const found = config.profiles[name];
  const base_url = (baseUrl ?? process.env.MEDCOR_BASE_URL ?? found?.base_url ?? DEFAULT_BASE_URL).replace(
    /\/+$/,
    '',
  );
  if (!/^https?:\/\//.test(base_url) || !URL.canParse(base_url)) {
    throw new UsageError(`"${base_url}" is no address of a server, such as https://api.medcor.ai.`);
  }
  return { ...found, name, base_url };
}

export function saveProfile({ name, ...profile }: ActiveProfile): void {
  const config = readConfig();
  writeConfig({ ...config, profiles: { ...config.profiles, [name]: profile } });
}

export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (Object(error).code === 'ENOENT') return undefined;
    throw new CliError(`${file} cannot be read: ${Object(error).message}`);
  }
}

/** Written beside and moved into place: nobody reads half of it, and nobody else reads it at all. */
export function writePrivate(name: string, text: string): string {
  const folder = configFolder();
  const file = path.join(folder, name);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, file);
    return file;
  } catch (error) {
    throw new CliError(`${file} cannot be written: ${Object(error).message}`);
  }
}
