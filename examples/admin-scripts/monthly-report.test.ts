import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { populate } from '../../packages/server/testing/fixture.js';
import { type BuiltMedcor, bothServers, buildMedcor, type OpenServer } from '../both-servers.test-support.js';
import { type Hospital, openHospital } from './hospital.test-support.js';
import { openTerminal } from './run-script.test-support.js';

const HOUR_MS = 60 * 60 * 1000;

let built: BuiltMedcor;
beforeAll(async () => {
  built = await buildMedcor();
});
afterAll(() => built?.remove());

describe.each(bothServers)('monthly-report.sh, with $name', ({ open }) => {
  let server: OpenServer;
  let superuser: string;
  let hospital: Hospital;
  let token: string;

  beforeAll(async () => {
    server = await open(built);
    superuser = (await populate(server.api)).superuser.token;
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    hospital = await openHospital(server.api, superuser);
    token = await hospital.signIn();
  });

  const report = (args: readonly string[], env = {}) =>
    openTerminal(built, server.api.url, token).run('monthly-report.sh', args, env);

  /** Books an hour, and takes the appointment further. */
  async function book(
    doctor: number,
    patient: number,
    start_time: string,
    ...steps: string[]
  ): Promise<void> {
    const { api } = server;
    const end_time = new Date(Date.parse(start_time) + HOUR_MS).toISOString();
    const slot = await api.post(
      '/api/appointments/availability-slots/',
      { doctor, start_time, end_time },
      token,
    );
    const { id } = await api.post('/api/appointments/', { doctor, patient, slot: slot.id }, token);
    for (const step of steps) await api.post(`/api/appointments/${id}/${step}/`, {}, token);
  }

  async function bookSeptember(): Promise<void> {
    const { id: patient } = await hospital.add(token, 'patient', 'Mira', 'Sato');
    const { id: smith } = await hospital.add(token, 'doctor', 'Jo', 'Smith, "the | first"\n<i>');
    const { id: okafor } = await hospital.add(token, 'doctor', 'Nneka', 'Ọkafọ');
    // The last hour of August, and the first of September.
    await book(smith, patient, '2040-08-31T11:00:00Z');
    await book(smith, patient, '2040-08-31T12:00:00Z', 'confirm');
    await book(okafor, patient, '2040-09-10T00:00:00Z', 'cancel');
    await book(okafor, patient, '2040-09-11T00:00:00Z', 'confirm', 'complete');
    // The last hour of September, when clocks are an hour further than at its beginning, and the first of October.
    await book(okafor, patient, '2040-09-30T10:00:00Z');
    await book(okafor, patient, '2040-09-30T11:00:00Z');
  }

  it('counts the appointments of a month that begins and ends where the hospital is', async () => {
    await bookSeptember();
    expect(await report(['-o', 'csv', '2040-09'], { TZ: 'America/New_York' })).toEqual({
      code: 0,
      stderr: '',
      stdout: `figure,of,count
Appointments,all,4
Appointments by status,scheduled,1
Appointments by status,confirmed,1
Appointments by status,completed,1
Appointments by status,cancelled,1
Appointments by status,no_show,0
Appointments by doctor,"Jo Smith, ""the | first"" <i>",1
Appointments by doctor,Nneka Ọkafọ,3
Patients,new,0
`,
    });
  });

  it('is Markdown for people', async () => {
    await bookSeptember();
    const { code, stdout } = await report(['2040-09']);
    expect(code).toBe(0);
    expect(stdout).toBe(`# 2040-09

Days are those of Pacific/Auckland.

## Appointments

| | |
|---|---:|
| all | 4 |

## Appointments by status

| | |
|---|---:|
| scheduled | 1 |
| confirmed | 1 |
| completed | 1 |
| cancelled | 1 |
| no_show | 0 |

## Appointments by doctor

| | |
|---|---:|
| Jo Smith, "the \\| first" &lt;i> | 1 |
| Nneka Ọkafọ | 3 |

## Patients

| | |
|---|---:|
| new | 0 |
`);
  });

  it('is made with an API key that may read', async () => {
    const { key } = await server.api.post('/api/auth/api-keys/', { name: 'Report', access: 'read' }, token);
    expect(await report(['2040-09'], { MEDCOR_TOKEN: key })).toMatchObject({ code: 0, stderr: '' });
  });

  it('counts the patients of this month as new, and nobody else', async () => {
    await hospital.add(token, 'doctor', 'Nneka', 'Okafor');
    const { created_at } = await hospital.add(token, 'patient', 'Mira', 'Sato');
    const month = new Intl.DateTimeFormat('sv', {
      timeZone: 'Pacific/Auckland',
      year: 'numeric',
      month: '2-digit',
    });
    const [thisMonth, longAgo] = [month.format(new Date(created_at)), '2020-02'];
    for (const [asked, expected] of [
      [thisMonth, 1],
      [longAgo, 0],
    ] as const) {
      const { stdout } = await report(['-o', 'csv', asked]);
      expect(stdout).toContain('Appointments,all,0\n');
      expect(stdout).toContain(`Patients,new,${expected}\n`);
    }
  });

  it('counts a patient for the month that it was where the hospital is', async ({ skip }) => {
    const { advance } = server;
    if (!advance) return skip('Its clock is that of the machine.');
    let ahead = 0;
    const addAt = async (instant: string) => {
      const needed = Date.parse(instant) - Date.now();
      advance(needed - ahead);
      ahead = needed;
      token = await hospital.signIn();
      await hospital.add(token, 'patient', 'Mira', 'Sato');
    };
    await addAt('2040-08-31T11:30:00Z');
    await addAt('2040-08-31T12:00:01Z');
    await addAt('2040-09-30T10:30:00Z');
    await addAt('2040-09-30T11:00:01Z');
    expect((await report(['-o', 'csv', '2040-08'])).stdout).toContain('Patients,new,1\n');
    expect((await report(['-o', 'csv', '2040-09'])).stdout).toContain('Patients,new,2\n');
    expect((await report(['-o', 'csv', '2040-10'])).stdout).toContain('Patients,new,1\n');
    advance(-ahead);
  });

  it.each([['2040-13'], ['2040-9'], ['-o', 'pdf', '2040-09'], []])('does not take %j', async (...args) => {
    expect(await report(args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage'),
    });
  });

  it('is none with a token that is wrong, or where the time zone is not known', async () => {
    expect(await report(['2040-09'], { MEDCOR_TOKEN: 'mistyped' })).toMatchObject({ code: 4, stdout: '' });
    expect(await report(['2040-09'], { TZDIR: built.folder })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'This machine does not know the time zone Pacific/Auckland: install tzdata.\n',
    });
  });
});
