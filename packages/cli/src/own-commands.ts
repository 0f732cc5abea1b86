import type { GlobalFlags, Parsed } from './flags.js';

/** A command that is not an operation of the API. */
export interface OwnCommand {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** Its own flags. */
  readonly flags?: Readonly<Record<string, 'string' | 'boolean'>>;
  /** Its flags depend on what it is about: it reads them itself. */
  readonly takesAnyFlag?: boolean;
  /** What it would send can be shown. */
  readonly takesDryRun?: boolean;
  /** Loaded when it is called. */
  load(): Promise<{ run(call: OwnCall): Promise<void> }>;
}

export interface OwnCall {
  /** What stands behind the command's name. */
  readonly args: readonly string[];
  readonly flags: GlobalFlags;
  readonly values: Parsed['values'];
  /** All of it, as it was typed. */
  readonly raw: readonly string[];
}

export const ownCommands: readonly OwnCommand[] = [
  {
    name: 'login',
    usage: 'login [--email EMAIL --password-stdin]',
    summary: 'sign in, and keep the session',
    flags: { email: 'string', 'password-stdin': 'boolean' },
    load: () => import('./commands/login.js'),
  },
  { name: 'logout', usage: 'logout', summary: 'end the session', load: () => import('./commands/logout.js') },
  {
    name: 'whoami',
    usage: 'whoami',
    summary: 'who is signed in',
    load: () => import('./commands/whoami.js'),
  },
  {
    name: 'config',
    usage: 'config [list | use PROFILE | set KEY VALUE | remove PROFILE]',
    summary: 'profiles: which server, and who',
    load: () => import('./commands/config.js'),
  },
  {
    name: 'api',
    usage: 'api METHOD PATH [--data …]',
    summary: 'any call, as it is',
    takesDryRun: true,
    load: () => import('./commands/api.js'),
  },
  {
    name: 'import',
    usage: 'import users|slots --file FILE.csv [--resume]',
    summary: 'create what a CSV file tells of',
    takesDryRun: true,
    flags: { file: 'string', resume: 'boolean' },
    load: () => import('./commands/import.js'),
  },
  {
    name: 'export',
    usage: 'export RESOURCE [--file FILE.csv|FILE.ndjson] [filters]',
    summary: 'every row of a list',
    takesAnyFlag: true,
    load: () => import('./commands/export.js'),
  },
  {
    name: 'webhooks listen',
    usage: 'webhooks listen --forward-to URL [--from-now]',
    summary: 'forward events to a local address, signed',
    flags: { 'forward-to': 'string', 'from-now': 'boolean' },
    load: () => import('./commands/webhooks-listen.js'),
  },
  {
    name: 'webhooks trigger',
    usage: 'webhooks trigger EVENT --forward-to URL',
    summary: 'send an invented event to a local address, signed',
    flags: { 'forward-to': 'string' },
    load: () => import('./commands/webhooks-trigger.js'),
  },
  {
    name: 'mock',
    usage: 'mock [--port 8002] [--seed demo|empty] [--rate-limit off]',
    summary: 'the whole API offline, on a port',
    flags: { port: 'string', seed: 'string', 'rate-limit': 'string' },
    load: () => import('./commands/mock.js'),
  },
  {
    name: 'conformance',
    usage: 'conformance --base-url URL --email SUPERUSER --yes',
    summary: 'hold a server against the contract',
    flags: { email: 'string' },
    load: () => import('./commands/conformance.js'),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    summary: 'look whether all is as it has to be',
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'completion',
    usage: 'completion bash|zsh|fish',
    summary: 'a script that completes commands in a shell',
    load: () => import('./commands/completion.js'),
  },
  {
    name: 'complete',
    usage: 'complete -- WORDS',
    summary: 'what could come next, for the scripts',
    load: () => import('./commands/complete.js'),
  },
];

export function findOwn(name: string): OwnCommand | undefined {
  return ownCommands.find((command) => command.name === name);
}

/** The last value of a flag of one's own. */
export function textOf(values: Parsed['values'], flag: string): string | undefined {
  const value = values.get(flag)?.at(-1);
  return typeof value === 'string' ? value : undefined;
}
