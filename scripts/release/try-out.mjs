import { spawn } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort, untilAnswered } from '../local-server.mjs';
import { strangersEnvironment } from './environment.mjs';
import { readVersion, root } from './packages.mjs';
import { run } from './run.mjs';

/** What somebody writes first: a test of their own code that needs no server. */
const offlineTest = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MedCor } from '@medcor/sdk';
import { createMockApi } from '@medcor/sdk/mock/fetch';

test('books the first free time', async () => {
  const mock = createMockApi({ seed: 'demo' });
  const medcor = new MedCor(mock.as('patient'));
  const [slot] = await medcor.availabilitySlots.list({ is_available: true }).toArray({ limit: 1 });
  const { id, status } = await medcor.appointments.create({ doctor: slot.doctor, slot: slot.id });
  assert.equal(status, 'scheduled');
  const { error } = await medcor.appointments.create({ doctor: slot.doctor, slot: slot.id }).safe();
  assert.equal(error.code, 'SLOT_UNAVAILABLE');
  await medcor.appointments.cancel(id, { reason: 'Feeling better' });
});
`;

/** Runs a program as somebody else would: without what is set here. */
const runAsStranger = (program, args, { env, ...options }) =>
  run(program, args, { env: { ...strangersEnvironment, ...env }, ...options });

/**
 * Installs each package with npm in a folder that is empty, and uses it as somebody does who has just found it. Answers
 * those folders by the packages' short names.
 */
export async function tryOut(tarballs, folder, tell) {
  const install = async (name) => {
    const place = path.join(folder, `with-${name}`);
    await mkdir(place);
    const project = { name: `with-${name}`, version: '0.0.0', private: true, type: 'module' };
    await writeFile(path.join(place, 'package.json'), JSON.stringify(project));
    await runAsStranger('npm', ['install', '--no-audit', '--no-fund', tarballs[name]], { cwd: place });
    return place;
  };

  const withSdk = await install('sdk');
  await writeFile(path.join(withSdk, 'booking.test.js'), offlineTest);
  await runAsStranger(process.execPath, ['--test'], { cwd: withSdk });
  tell(`The SDK, by npm alone: an offline test of ${offlineTest.trim().split('\n').length} lines passes.`);

  const [withServer, withCli] = [await install('server'), await install('cli')];
  const server = await startServer(withServer, folder);
  try {
    await copyFile(
      path.join(root, 'examples/quickstart/quickstart.mjs'),
      path.join(withSdk, 'quickstart.mjs'),
    );
    await runAsStranger(process.execPath, ['quickstart.mjs', server.url], { cwd: withSdk });
    tell('The server, by npm alone: it starts, and the quick start goes through with the SDK.');
    await book(withCli, folder, server.url);
    tell('The command line, by npm alone: it tells its version, signs in and books an appointment.');
  } finally {
    await server.stop();
  }
  return { sdk: withSdk, cli: withCli, server: withServer };
}

async function startServer(place, folder) {
  const port = await freePort();
  const child = spawn(process.execPath, ['node_modules/@medcor/server/dist/main.js'], {
    cwd: place,
    env: {
      ...strangersEnvironment,
      PORT: String(port),
      MEDCOR_DATA_DIR: path.join(folder, 'data'),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const server = { hasEnded: false, said: () => said };
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => {
    server.hasEnded = true;
  });
  const stop = async (signal) => {
    child.kill(signal);
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilAnswered(server, `${url}/api/live/`);
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  return { url, stop: () => stop('SIGTERM') };
}

/** On what the quick start has left: an admin, a doctor and a patient. */
async function book(place, folder, url) {
  const medcor = (args, input) =>
    runAsStranger(path.join(place, 'node_modules/.bin/medcor'), args, {
      input,
      env: { MEDCOR_BASE_URL: url, MEDCOR_CONFIG_DIR: path.join(folder, 'config') },
    });
  const version = (await medcor(['--version'])).trim();
  if (!version.includes(await readVersion())) throw new Error(`medcor --version says ${version}.`);
  await medcor(['login', '--email', 'admin@hospital.com', '--password-stdin'], 'SecurePassword123!\n');
  const times = ['--start-time', '2040-01-20T09:00:00Z', '--end-time', '2040-01-20T09:30:00Z'];
  const slot = JSON.parse(await medcor(['availability-slots', 'create', '--doctor', '2', ...times]));
  const booking = ['--patient', '3', '--doctor', '2', '--slot', String(slot.id)];
  const { status } = JSON.parse(await medcor(['appointments', 'create', ...booking]));
  if (status !== 'scheduled') throw new Error(`The appointment is ${status}.`);
}
