import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CliWorld, openCliWorld, password } from '../testing/signed-in.js';
import { openTerminal, type TerminalSession } from '../testing/terminal.js';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('..', import.meta.url));

let world: CliWorld;
let folder: string;
let terminal: TerminalSession;

beforeAll(async () => {
  world = await openCliWorld();
  folder = await mkdtemp(path.join(tmpdir(), 'medcor-admin-'));
  const packed = path.join(folder, 'package');
  await mkdir(packed);
  await cp(path.join(world.built.folder, 'dist'), path.join(packed, 'dist'), { recursive: true });
  for (const file of ['package.json', 'README.md']) await cp(path.join(cli, file), path.join(packed, file));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: packed });
  terminal = openTerminal(folder, {
    PATH: `${folder}/node_modules/.bin:${process.env.PATH}`,
    HOME: folder,
    TZ: 'America/Chicago',
    MEDCOR_NO_KEYRING: '1',
    npm_config_update_notifier: 'false',
  });
});
afterAll(async () => {
  terminal?.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

it('is how a new admin goes from installing it to a booked appointment', { timeout: 180_000 }, async () => {
  const { superuser, first } = world.fixture;
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  // The keyring is optional, and has to be fetched: nothing else has.
  await terminal.run(`npm install --offline --omit=optional --no-audit --no-fund ./${tarball}`);
  expect(await readdir(path.join(folder, 'node_modules'))).toEqual(['.bin', '.package-lock.json', '@medcor']);
  expect(await terminal.run('medcor --version')).toContain('0.1.0');

  expect(await terminal.run(`medcor config set base-url ${world.api.url}`)).toContain(world.api.url);
  expect(await terminal.run('medcor doctor')).toContain('not ok  signed in: nobody is: "medcor login"');

  const signingIn = terminal.run('medcor login');
  await terminal.shows('E-mail');
  terminal.type(`${superuser.email}\r`);
  await terminal.shows('Password of');
  terminal.type(`${password}\r`);
  expect(await signingIn).toContain(`Signed in to ${world.api.url}`);
  expect(terminal.screen()).not.toContain(password);

  const doctor = {
    email: 'doc@example.org',
    first_name: 'Ines',
    last_name: 'Moreau',
    role: 'doctor',
    password,
  };
  await writeFile(path.join(folder, 'doctor.json'), JSON.stringify(doctor));
  const created = await terminal.run(
    `medcor users create --data @doctor.json --hospital ${first.id} --fields id,full_name -o json`,
  );
  const { id } = JSON.parse(created.slice(created.indexOf('{')));
  const missing = await terminal.run(`medcor availability-slots create --doctor ${id}`);
  expect(missing).toContain('Still needed: --start-time, --end-time.');
  const slotMade = await terminal.run(
    `medcor availability-slots create --doctor ${id} --start-time 2031-03-09T07:30:00Z --end-time 2031-03-09T08:00:00Z -o json --query id`,
  );
  const slot = /^(\d+)$/m.exec(slotMade)?.[1];
  const help = await terminal.run('medcor appointments create --help');
  expect(help).toContain('Allowed: ');
  await terminal.run(
    `medcor appointments create --patient ${first.patient.id} --doctor ${id} --slot ${slot}`,
  );

  const list = await terminal.run(`medcor appointments list --doctor ${id}`);
  expect(list).toMatch(/ID +PATIENT NAME +DOCTOR NAME +APPOINTMENT TYPE/);
  // The night in which Chicago's clocks are put forward: half past one, before they are.
  expect(list).toMatch(/Ines Moreau +.*2031-03-09 01:30 -06:00/);
  for (const line of list.split('\n')) expect(line.length).toBeLessThanOrEqual(100);

  const appointment = /^(\d+) /m.exec(list.slice(list.indexOf('ID')))?.[1];
  const deleting = terminal.run(`medcor appointments delete ${appointment}`);
  await terminal.shows(`This deletes appointments ${appointment}. Type ${appointment} to go on:`);
  terminal.type('no\r');
  expect(await deleting).toContain('Nothing was deleted.');
  expect(await terminal.run(`medcor appointments get ${appointment} -o json --query status`)).toContain(
    '"scheduled"',
  );

  expect(await terminal.run('medcor logout')).toContain('Signed out');
});
