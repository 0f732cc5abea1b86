import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contendersOf, startContender } from './contenders.mjs';
import { operations, requestsOf } from './operations.mjs';
import { end } from './processes.mjs';
import { prepare } from './sign-ins.mjs';

const hook = fileURLToPath(new URL('./profile-hook.mjs', import.meta.url));
const SHOWN = 25;

/** Where our server spends its time for each of these operations: by package, and by function. */
export async function profile({ load, postgres, made, names, folder, runMs, connections }) {
  const file = path.join(folder, 'profile.json');
  const { ours } = contendersOf();
  const profiled = { ...ours, env: { ...ours.env, PROFILE_FILE: file } };
  const server = await startContender('ours', profiled, { ...made, nodeOptions: ['--import', hook] });
  try {
    const dataset = await prepare(made, server);
    let taken = 0;
    for (const name of names) {
      const { once, tagged, title } = operations[name];
      const ask = async (length) => {
        const requests = requestsOf(operations[name], dataset, server, once ? taken : 0);
        const found = await load.run(server, postgres, {
          connections,
          warmUpMs: 0,
          requests,
          once,
          tagged,
          ...length,
        });
        taken += once ? found.begun : 0;
        return found;
      };
      await ask({ count: 2000 });
      process.kill(server.pid, 'SIGUSR2');
      const { latencies, postgresCpu } = await ask({ runMs });
      process.kill(server.pid, 'SIGUSR2');
      const text = await untilWritten(file);
      console.log(
        `\n${title}: ${latencies.length} requests, ${postgresCpu.toFixed(3)} ms of PostgreSQL each`,
      );
      show(JSON.parse(text), latencies.length);
    }
  } finally {
    await end(server, 'SIGKILL');
  }
}

async function untilWritten(file) {
  for (;;) {
    try {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      JSON.parse(text);
      rmSync(file);
      return text;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20)); // Not there, or not whole.
    }
  }
}

/** Idle time is nobody's, and `dispatch` is the profiler itself. */
const left = ['(idle)', '(root)', 'dispatch'];

/** Microseconds of a request, by package and by function. */
function show({ nodes, samples, timeDeltas }, requests) {
  const self = new Map();
  for (const [index, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + timeDeltas[index]);
  const byPackage = new Map();
  const byFunction = new Map();
  const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time);
  for (const { id, callFrame } of nodes) {
    const time = (self.get(id) ?? 0) / requests;
    const { functionName, url, lineNumber } = callFrame;
    if (time === 0 || left.includes(functionName)) continue;
    const source = sourceOf(url, lineNumber, functionName);
    add(byPackage, packageOf(source), time);
    add(byFunction, `${functionName || '(anonymous)'} ${source}`, time);
  }
  const top = (sums) =>
    [...sums]
      .sort(([, one], [, other]) => other - one)
      .slice(0, SHOWN)
      .map(([what, time]) => ({ what, 'µs a request': Math.round(time) }));
  console.table(top(byPackage));
  console.table(top(byFunction));
}

const bundles = new Map();

/** The file that a line of a bundle came from, by the comments that esbuild leaves before each. */
function sourceOf(url, line, functionName) {
  if (!url.startsWith('file:'))
    return url || (functionName === '(garbage collector)' ? '(garbage collector)' : '(native)');
  if (!bundles.has(url)) bundles.set(url, readFileSync(fileURLToPath(url), 'utf8').split('\n'));
  const lines = bundles.get(url);
  for (let place = line; place >= 0; place -= 1) {
    const comment = /^\/\/ (\S+\.\w+)$/.exec(lines[place]?.trim() ?? '')?.[1];
    if (comment) return comment.replace(/^.*node_modules\/(?!\.pnpm)/, '');
  }
  return path.basename(fileURLToPath(url));
}

function packageOf(source) {
  if (source.startsWith('node:')) return source;
  if (/^(?:src|\.\.\/|packages)/.test(source)) return source.split('/').slice(0, 3).join('/');
  return source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
}
