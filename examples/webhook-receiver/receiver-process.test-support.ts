import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The arguments of `node` by which the package's `start` runs the receiver. */
export async function startArguments(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(`${here}package.json`, 'utf8'));
  const [command, ...args] = String(scripts.start).split(' ');
  if (command !== 'node') throw new Error(`\`start\` is no call of node: ${scripts.start}`);
  return args;
}

/** The receiver in a process of its own, as its users run it. */
export async function startReceiverProcess(folder: string, port: number, secret: string) {
  const child = spawn(process.execPath, await startArguments(), {
    cwd: here,
    env: { ...process.env, MEDCOR_WEBHOOK_SECRET: secret, DATA_DIR: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), ended]);
  if (child.exitCode !== null) throw new Error(`The receiver did not start: ${said}`);
  return {
    async stop(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
  };
}
