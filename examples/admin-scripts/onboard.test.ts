import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startInterferingProxy } from '../../packages/sdk/testing/interfering-proxy.js';
import { populate, unique } from '../../packages/server/testing/fixture.js';
import { type BuiltMedcor, bothServers, buildMedcor, type OpenServer } from '../both-servers.test-support.js';
import { openHospital } from './hospital.test-support.js';
import { openTerminal, type Terminal } from './run-script.test-support.js';

const sample = fileURLToPath(new URL('sample', import.meta.url));
/** Of the sample: 3 days twice, 6 slots each; 1 day twice, 4 slots; 5 days once, 4 slots. */
const slots = 3 * 2 * 6 + 2 * 4 + 5 * 4;

let built: BuiltMedcor;
beforeAll(async () => {
  built = await buildMedcor();
});
afterAll(() => built?.remove());

describe.each(bothServers)('onboard.sh, with $name', ({ open }) => {
  let server: OpenServer;
  let superuser: string;
  /** Of a new hospital's administrator. */
  let token: string;
  let folder: string;
  let terminal: Terminal;

  beforeAll(async () => {
    server = await open(built);
    superuser = (await populate(server.api)).superuser.token;
  });
  afterAll(() => server?.close());

  beforeEach(async () => {
    token = await (await openHospital(server.api, superuser)).signIn();
    terminal = openTerminal(built, server.api.url, token);
    folder = await copySample();
  });

  /** The sample, of people whom no other test has. */
  async function copySample(): Promise<string> {
    const copy = await mkdtemp(path.join(built.folder, 'sample-'));
    await cp(sample, copy, { recursive: true });
    const domain = `@${unique('of-test-')}.example.org`;
    for (const name of ['doctors.csv', 'patients.csv', 'working-hours.csv'])
      await edit(name, (text) => text.replaceAll('@example.org', domain), copy);
    return copy;
  }

  async function edit(name: string, change: (text: string) => string, where = folder): Promise<void> {
    const file = path.join(where, name);
    const before = await readFile(file, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`Nothing of ${name} was changed.`);
    await writeFile(file, after);
  }

  const rowsOf = async (list: string) => (await server.api.get(`/api/${list}page_size=100`, token)).results;
  const counts = async () => ({
    doctors: (await rowsOf('auth/users/?role=doctor&')).length,
    patients: (await rowsOf('auth/users/?role=patient&')).length,
    slots: (await rowsOf('appointments/availability-slots/?')).length,
  });
  const everything = { doctors: 2, patients: 3, slots };

  it('brings in what is in the files, with hours as the hospital has them', async () => {
    const { code, stdout, stderr } = await terminal.run('onboard.sh', [folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'doctors.csv: 2 created, 0 there already, 0 wrong.\n' +
        'patients.csv: 3 created, 0 there already, 0 wrong.\n' +
        `working-hours.csv: ${slots} slots opened, 0 left as they are.\n`,
    );
    expect(await counts()).toEqual(everything);
    const [first] = await rowsOf('appointments/availability-slots/?ordering=start_time&');
    // The earliest is at 08:30, thirteen hours ahead of UTC.
    expect(first).toMatchObject({ start_time: '2040-03-04T19:30:00.000Z', doctor_name: 'Tomás Lindqvist' });
  });

  it('makes nothing twice when it is run again', async () => {
    await terminal.run('onboard.sh', [folder]);
    const { code, stdout, stderr } = await terminal.run('onboard.sh', [folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'doctors.csv: 0 created, 2 there already, 0 wrong.\n' +
        'patients.csv: 0 created, 3 there already, 0 wrong.\n' +
        `working-hours.csv: 0 slots opened, ${slots} left as they are.\n`,
    );
    expect(await counts()).toEqual(everything);
  });

  it('goes on after it was killed: while an answer was lost, and between two rows', async () => {
    const proxy = await startInterferingProxy(server.api.url);
    const through = openTerminal(built, proxy.url, token);
    const asked = (part: string) => proxy.requests.filter((request) => request.path.includes(part)).length;
    const until = (holds: () => boolean) =>
      vi.waitFor(() => expect(holds()).toBe(true), { timeout: 20_000, interval: 10 });

    // Who it is; then the doctors, which are made, though nobody here is told; then they are asked for once more.
    proxy.next('pass', 'cut', 'stall');
    const first = through.start('onboard.sh', [folder]);
    await until(() => asked('/users/bulk/') === 2);
    await first.kill();
    expect(await counts()).toEqual({ doctors: 2, patients: 0, slots: 0 });

    const second = through.start('onboard.sh', [folder]);
    await until(() => asked('/availability-slots/bulk/') === 2);
    await second.kill();

    const { code, stdout } = await through.run('onboard.sh', [folder]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('3 there already, 0 wrong'),
    });
    expect(await counts()).toEqual(everything);
    await proxy.close();
  });

  it('says which rows are wrong, does the others, and the rest when they are right', async () => {
    await edit('doctors.csv', (text) =>
      text.replace(',doctor,Change-this-soon-2!', ',surgeon,Change-this-soon-2!'),
    );
    // As a spreadsheet on Windows saves it: within a cell, lines end as they do here.
    await edit('patients.csv', (text) => {
      const twice = text.split('\n')[1]?.replace('Mira', 'Maya');
      const wrong = 'short@example.org,Ida,Holm,patient,short,,,';
      return `\ufeff${text}${wrong}\n${twice}\n`.replace(/(?<!Nuts)\n/g, '\r\n');
    });
    await edit(
      'working-hours.csv',
      (text) => `${text}nobody@example.org,2040-03-05,2040-03-05,1,09:00,12:00,30\n`,
    );
    await edit('working-hours.csv', (text) => text.replace('3,13:00', '8,13:00'));
    const { code, stdout, stderr } = await terminal.run('onboard.sh', [folder]);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^doctors\.csv, row 3: role is one of .+, not "surgeon"\.$/),
      expect.stringMatching(/^patients\.csv, row 6: password: .+$/),
      'patients.csv, row 7: the e-mail address is that of row 2.',
      expect.stringMatching(/^working-hours\.csv, row 3: The request is not valid\. weekdays\.0: .*7/),
      expect.stringMatching(
        /^working-hours\.csv, row 4: no doctor has the e-mail address "tomas\.lindqvist@.+"\.$/,
      ),
      'working-hours.csv, row 5: no doctor has the e-mail address "nobody@example.org".',
    ]);
    expect({ code, stdout }).toEqual({
      code: 5,
      stdout:
        'doctors.csv: 1 created, 0 there already, 1 wrong.\n' +
        'patients.csv: 3 created, 0 there already, 2 wrong.\n' +
        'working-hours.csv: 36 slots opened, 0 left as they are.\n',
    });

    await edit('doctors.csv', (text) => text.replace('surgeon', 'doctor'));
    await edit('patients.csv', (text) => text.replace(/short@example.*/s, ''));
    await edit('working-hours.csv', (text) => text.replace('8,13:00', '3,13:00').replace(/nobody.*\n/, ''));
    expect(await terminal.run('onboard.sh', [folder])).toMatchObject({ code: 0, stderr: '' });
    expect(await counts()).toEqual(everything);
  });

  it('takes a cell for what stands in it, and not for the names of files', async () => {
    await edit('working-hours.csv', (text) => text.replace(',1 2 4,', ',*,'));
    const { code, stderr } = await terminal.run('onboard.sh', [folder]);
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr: 'working-hours.csv, row 2: --weekdays is a whole number, not "*". \n',
    });
  });

  it('tells slots that overlap others from those that are there', async () => {
    await terminal.run('onboard.sh', [folder]);
    await edit('working-hours.csv', (text) => text.replace('08:30,11:30,45', '08:45,11:45,45'));
    const { code, stderr } = await terminal.run('onboard.sh', [folder]);
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr:
        'working-hours.csv, row 4: 20 slots would overlap others of this doctor, the first at 2040-03-04T19:45:00.000Z.\n',
    });
    expect(await counts()).toEqual(everything);
  });

  it('does nothing with a token that is wrong, or without its files', async () => {
    const refused = await terminal.run('onboard.sh', [folder], { MEDCOR_TOKEN: 'mistyped' });
    expect(refused).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('not valid') });
    expect(await terminal.run('onboard.sh', [built.folder])).toMatchObject({
      code: 2,
      stderr: `${built.folder}/doctors.csv cannot be read.\n`,
    });
    expect(await terminal.run('onboard.sh', [])).toMatchObject({ code: 2 });
    expect(await counts()).toEqual({ doctors: 0, patients: 0, slots: 0 });
  });
});
