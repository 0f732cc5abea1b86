import path from 'node:path';
import type { TokenPair, TokenStore } from '@medcor/sdk';
import {
  type ActiveProfile,
  configFolder,
  readConfig,
  readIfThere,
  saveProfile,
  writePrivate,
} from './profiles.js';

const FILE = 'tokens.json';
const SERVICE = 'medcor';

/** Tokens go to the server that they came from, and to no other: they are kept under its address. */
const keyOf = ({ name, base_url }: ActiveProfile) => `${name} ${base_url}`;

/** The session of a profile: in the system's keyring where there is one, else in a file that only its owner reads. */
export function sessionTokens(profile: ActiveProfile): TokenStore {
  return {
    get: async () => (profile.tokens === 'keyring' ? fromKeyring(profile) : fromFile(profile)),
    async set(tokens) {
      if (profile.tokens === 'keyring') await toKeyring(profile, tokens);
      else toFile(profile, tokens);
    },
  };
}

/** Keeps the tokens of a new session; answers where. */
export async function keepTokens(profile: ActiveProfile, tokens: TokenPair): Promise<string> {
  if (process.env.MEDCOR_NO_KEYRING === undefined) {
    try {
      await toKeyring(profile, tokens);
      saveProfile(signedIn(profile, 'keyring'));
      return "the system's keyring";
    } catch {
      // None here, or nobody to unlock it.
    }
  }
  saveProfile(signedIn(profile, 'file'));
  return toFile(profile, tokens);
}

/** The profile's address is its own: a session at another one, which was named once, does not change it. */
function signedIn(profile: ActiveProfile, tokens: 'keyring' | 'file'): ActiveProfile {
  const kept = readConfig().profiles[profile.name];
  const isElsewhere = kept !== undefined && kept.base_url !== profile.base_url;
  return isElsewhere ? { ...kept, name: profile.name, tokens } : { ...profile, tokens };
}

async function entryOf(profile: ActiveProfile) {
  const { Entry } = await import('@napi-rs/keyring');
  return new Entry(SERVICE, keyOf(profile));
}

async function fromKeyring(profile: ActiveProfile): Promise<TokenPair | undefined> {
  const text = (await entryOf(profile)).getPassword();
  return text ? JSON.parse(text) : undefined;
}

async function toKeyring(profile: ActiveProfile, tokens: TokenPair | undefined): Promise<void> {
  const entry = await entryOf(profile);
  if (tokens) entry.setPassword(JSON.stringify(tokens));
  else entry.deletePassword();
}

function readAll(): Record<string, TokenPair> {
  const text = readIfThere(path.join(configFolder(), FILE));
  return text === undefined ? {} : JSON.parse(text);
}

function fromFile(profile: ActiveProfile): TokenPair | undefined {
  return readAll()[keyOf(profile)];
}

function toFile(profile: ActiveProfile, tokens: TokenPair | undefined): string {
  const { [keyOf(profile)]: _former, ...others } = readAll();
  const all = tokens ? { ...others, [keyOf(profile)]: tokens } : others;
  return writePrivate(FILE, `${JSON.stringify(all, null, 2)}\n`);
}
