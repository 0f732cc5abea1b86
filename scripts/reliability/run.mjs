import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Runs the tests of a part, shows what they print, and answers what they found and whether they passed. */
export async function runPart(name, { files, env, printed }, resultFile) {
  process.stdout.write(`\n${name}: ${files.join(' ')} ${JSON.stringify(env)}\n`);
  const { code, output } = await run(['vitest', 'run', ...files], {
    ...env,
    MEDCOR_RELIABILITY_RESULTS: resultFile,
  });
  const lines = (await readFile(resultFile, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const figures = printed ? printed(output) : lines.map((line) => JSON.parse(line));
  return { figures: figures.toSorted(byOver), passed: code === 0 };
}

/** Tests of several files run side by side, and finish as they please. */
function byOver({ over: one }, { over: other }) {
  return one < other ? -1 : Number(one > other);
}

function run([command, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['inherit', 'pipe', 'inherit'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
