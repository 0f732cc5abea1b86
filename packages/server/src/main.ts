#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { type Config, readConfig } from './config.js';
import { openDataFolder } from './data-folder.js';
import { ApiError } from './edge/api-error.js';
import { readPassword } from './read-password.js';
import { StartError } from './start-error.js';
import { readVersion } from './version.js';

const help = `Usage: medcor-server [command]

Commands:
  (none)             Serve the API until SIGTERM or SIGINT.
  migrate            Bring the database to the newest schema, and end.
  create-superuser   Make a platform operator:
                       --email EMAIL [--first-name NAME] [--last-name NAME]
                     The password is asked for, read from what is piped in, or taken from MEDCOR_PASSWORD.
  seed               Add an invented hospital, to try things out with:
                       [--doctors N] [--patients N] [--appointments N] [--seed NUMBER] [--json]
                     The same numbers give the same hospital all day. --json prints the sign-in as a last line.

  audit verify         Look for lines of the audit log that were altered, taken out or moved:
                         [--head SEAL]  and for a cut-off end, given a head from the server's logs

Options:
  -h, --help         Show this.
  -v, --version      Show the version.

Everything is configured by the environment; without any, the server listens on http://localhost:8002 and keeps
an embedded database in .medcor. DATABASE_URL=postgres://… makes it use PostgreSQL.
`;

const print = (text: string) => void process.stdout.write(text);

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseCommandLine(args);
  if (values.help) return print(help);
  if (values.version) return print(`${await readVersion()}\n`);
  const [command = 'serve', ...rest] = positionals;
  if (command === 'audit' && rest.join() === 'verify') {
    return verifyAudit(readConfig(process.env), values.head);
  }
  if (rest.length > 0) throw new StartError(`There is no "${rest[0]}" to ${command}. See --help.`);
  const config = readConfig(process.env);
  if (command === 'serve') return serve(config);
  if (command === 'migrate') return migrate(config);
  if (command === 'create-superuser') {
    return addSuperuser(config, values.email, values['first-name'], values['last-name']);
  }
  if (command === 'seed') return seed(config, values);
  throw new StartError(`There is no command "${command}". See --help.`);
}

function parseCommandLine(args: string[]) {
  try {
    return parseArgs({
      args: withDashedValues(args),
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        email: { type: 'string' },
        head: { type: 'string' },
        doctors: { type: 'string' },
        patients: { type: 'string' },
        appointments: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        'first-name': { type: 'string', default: 'Platform' },
        'last-name': { type: 'string', default: 'Operator' },
      },
    });
  } catch (cause) {
    const [reason] = cause instanceof Error ? cause.message.split('. ') : [];
    throw new StartError(`${reason ?? 'The command line cannot be read'}. See --help.`, { cause });
  }
}

/** A negative number, which is refused as one, or a seal, of which one in 64 begins so. */
const dashedValue = /^-(?:\d|[\w-]{42}$)/;

/** `--seed -1` as `--seed=-1`: a value, not an option that lacks its value. */
function withDashedValues(args: string[]): string[] {
  return args.flatMap((arg, index) => {
    if (dashedValue.test(arg) && args[index - 1]?.startsWith('--')) return [];
    const next = args[index + 1];
    const isBeforeValue = arg.startsWith('--') && next !== undefined && dashedValue.test(next);
    return isBeforeValue ? [`${arg}=${next}`] : [arg];
  });
}

/** Each command loads its own parts: whoever asks for help, or has a setting wrong, waits for none of them. */
async function serve(config: Config): Promise<void> {
  const [{ startServer }, { greeting }] = await Promise.all([import('./app.js'), import('./greeting.js')]);
  const server = await startServer(config);
  // `once`: whoever sends a second signal does not want to wait any longer.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0), end));
  }
  print(greeting(server, await readVersion(), config.databaseUrl));
}

async function migrate(config: Config): Promise<void> {
  const { openDatabase } = await import('./db/open-database.js');
  const opened = await openDatabase({ ...config, dataDir: await openDataFolder(config.dataDir) });
  await opened.close();
  print(
    opened.migrations.length > 0
      ? `Applied ${opened.migrations.join(', ')}.\n`
      : 'The database is up to date.\n',
  );
}

async function verifyAudit(config: Config, head: string | undefined): Promise<void> {
  const [{ openDatabase }, { verifyAuditLog }, { createHmacChain }, { auditKeyOf }] = await Promise.all([
    import('./db/open-database.js'),
    import('./features/audit-log/audit-chain.js'),
    import('./providers/hmac-chain.js'),
    import('./audit-key.js'),
  ]);
  const dataDir = await openDataFolder(config.dataDir);
  const link = createHmacChain(await auditKeyOf({ ...config, dataDir }));
  const { database, close } = await openDatabase({ ...config, dataDir });
  try {
    const verdict = await verifyAuditLog({ database, link }, head);
    if (!verdict.ok) throw new StartError(verdict.problem);
    print(`${verdict.lines} lines are as they were sealed. The head is ${verdict.head ?? 'none yet'}.\n`);
  } finally {
    await close();
  }
}

async function addSuperuser(
  config: Config,
  email: string | undefined,
  first_name: string,
  last_name: string,
): Promise<void> {
  if (email === undefined) throw new StartError('create-superuser needs --email. See --help.');
  const password = await readPassword(process.env, { input: process.stdin, output: process.stderr });
  const [{ openDatabase }, { createSuperuser }, { createArgon2Passwords }] = await Promise.all([
    import('./db/open-database.js'),
    import('./features/users/create-superuser.js'),
    import('./providers/argon2-passwords.js'),
  ]);
  const { database, close } = await openDatabase({
    ...config,
    dataDir: await openDataFolder(config.dataDir),
  });
  try {
    const ports = { database, clock: () => new Date(), passwordHasher: createArgon2Passwords() };
    const account = await createSuperuser(ports, { email, password, first_name, last_name });
    print(`Made the superuser ${account.email} (id ${account.id}).\n`);
  } finally {
    await close();
  }
}

async function seed(config: Config, values: ReturnType<typeof parseCommandLine>['values']): Promise<void> {
  const { runSeed } = await import('./seed/seed-command.js');
  print(await runSeed(config, values));
}

function end(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

/** One line for what the operator can mend, and everything for what they cannot. */
function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  if (error instanceof ApiError) {
    const details = Object.entries(error.details).map(
      ([field, messages]) => `${field}: ${messages.join(' ')}`,
    );
    return details.length > 0 ? details.join('\n') : error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

await run(process.argv.slice(2)).catch(end);
