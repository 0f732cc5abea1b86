import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createHttpClient, type HttpClient } from './http-client.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A built server in a process of its own, as its users run it. */
export interface ServerProcess extends HttpClient {
  /** What it has written to the terminal so far. */
  output(): string;
  /** Resolves when it can serve; rejects with its output when it stops instead. */
  ready(): Promise<void>;
  /** Sends the signal and waits for the end; answers the exit code, or the signal. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No port was given.');
  return address.port;
}

/**
 * Starts the built server with this environment, over what the process itself has; callers are not limited. What is
 * to be in front of the command may be given, and becomes the server.
 */
export function startServerProcess(
  port: number,
  environment: Record<string, string>,
  before: readonly string[] = [],
): ServerProcess {
  if (!existsSync(main)) throw new Error('Build the server first: pnpm build');
  const [command = process.execPath, ...args] = [...before, process.execPath, main];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      RATE_LIMIT: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    ...createHttpClient(url),
    output: () => output,
    ready: () => untilReady(child, url, () => output),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const ready = await fetch(`${url}/api/ready/`).catch(() => undefined);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The server did not become ready:\n${output()}`);
}
