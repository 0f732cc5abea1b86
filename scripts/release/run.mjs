import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program, with `input` on its standard input; answers what it prints. Throws with all of that when it fails. */
export async function run(program, args, { input, ...options } = {}) {
  const running = execute(program, args, { maxBuffer: 1 << 26, ...options });
  running.child.stdin.end(input);
  try {
    return (await running).stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')}\n${error.stdout}\n${error.stderr || error.message}`, {
      cause: error,
    });
  }
}
