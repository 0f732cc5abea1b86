import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort, untilAnswered } from '../local-server.mjs';
import { cores, start } from './processes.mjs';

const here = (name) => fileURLToPath(new URL(`./contenders/${name}`, import.meta.url));
export const ownServer = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

export const POOL = 10;
export const SECRET = 'a secret for measuring, known to everybody here';
const PYTHON = '/usr/bin/python3';

/** What of the environment all are given. */
const environment = (url) => ({ DATABASE_URL: url, DATABASE_POOL_MAX: String(POOL), JWT_SECRET: SECRET });

const node = (script) => ({ command: process.execPath, args: [...script] });

const ours = (main, limits) => ({
  ...node([main]),
  env: {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    SHUTDOWN_DELAY_SECONDS: '0',
    AUDIT_KEY: SECRET,
    ...limits,
  },
});

const noLimits = { RATE_LIMIT: 'off' };
const highLimits = { RATE_LIMIT_USER: '1000000', RATE_LIMIT_ADDRESS: '1000000' };

/** Those who take part, by name. `compared` is another build of our server, to be measured beside it. */
export function contendersOf(compared) {
  return {
    ours: { title: 'MedCor', ...ours(ownServer, noLimits) },
    ...(compared && { other: { title: 'MedCor, other build', ...ours(compared, noLimits) } }),
    limited: { title: 'MedCor, limits on', ...ours(ownServer, highLimits) },
    floor: { title: 'node:http + pg', ...node([here('floor.mjs')]) },
    express: { title: 'bare Express', ...node([here('express.mjs')]) },
    ...(djangoIsThere() && { django: django() }),
  };
}

/** Starts a contender on a database; resolves when it serves. `nodeOptions` are for our server alone. */
export async function startContender(
  name,
  { title, command, args, env, cwd, core = cores.servers },
  { url, dataDir, nodeOptions = [] },
) {
  const port = await freePort();
  const one = start(command, [...nodeOptions, ...args], {
    core,
    cwd,
    env: { ...environment(url), MEDCOR_DATA_DIR: dataDir, PORT: String(port), ...env },
  });
  await untilAnswered(one, `http://127.0.0.1:${port}/api/auth/profile/`);
  return Object.assign(one, { name, title, port });
}

/** Debian's packages, or whatever else of that name Python finds. */
export function djangoIsThere() {
  const modules = 'django, rest_framework, rest_framework_simplejwt, psycopg2, gunicorn';
  return spawnSync(PYTHON, ['-c', `import ${modules}`]).status === 0;
}

export function djangoVersion() {
  const script = 'import django, rest_framework; print(django.__version__, rest_framework.__version__)';
  const [version, framework] = spawnSync(PYTHON, ['-c', script], { encoding: 'utf8' })
    .stdout.trim()
    .split(' ');
  return `Django ${version}, REST framework ${framework}`;
}

/** One worker; as many threads as it has connections, since a thread of Django's holds one. */
function django() {
  const options = [
    '--workers',
    '1',
    '--worker-class',
    'gthread',
    '--threads',
    String(POOL),
    '--timeout',
    '0',
  ];
  // By the shell, as gunicorn takes its port as an argument.
  const run = `exec ${PYTHON} -m gunicorn --bind 127.0.0.1:$PORT ${options.join(' ')} wsgi:application`;
  return {
    title: 'Django REST framework',
    command: '/bin/sh',
    args: ['-c', run],
    cwd: here('django'),
    env: { PYTHONDONTWRITEBYTECODE: '1' },
  };
}
