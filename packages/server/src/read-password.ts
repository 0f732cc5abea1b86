import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartError } from './start-error.js';

interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/**
 * A new password: from the environment (`MEDCOR_PASSWORD`), else typed unseen, else the first line of what is piped
 * in. Never from the command line, which every user of the machine can read.
 */
export async function readPassword(
  env: Readonly<Record<string, string | undefined>>,
  { input, output }: Terminal,
): Promise<string> {
  const given = env.MEDCOR_PASSWORD;
  if (given) return given;
  if (input.isTTY) output.write('Password: ');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: input.isTTY ?? false });
  for await (const line of lines) {
    if (input.isTTY) output.write('\n');
    return line;
  }
  throw new StartError('No password: type it, pipe it in, or set MEDCOR_PASSWORD.');
}
