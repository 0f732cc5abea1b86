import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInterferingProxy } from '../../packages/sdk/testing/interfering-proxy.js';
import {
  createPerson,
  freeHour,
  type HospitalFixture,
  type Person,
  password,
  populate,
} from '../../packages/server/testing/fixture.js';
import { freePort } from '../../packages/server/testing/server-process.js';
import { type BuiltMedcor, bothServers, buildMedcor, type OpenServer } from '../both-servers.test-support.js';

const run = promisify(execFile);
const program = fileURLToPath(new URL('book.py', import.meta.url));
const CARDIOLOGY = 5;
const DERMATOLOGY = 6;

const hasPython = await run('python3', ['--version']).then(
  () => true,
  () => false,
);
if (!hasPython) process.stderr.write('The Python client is not tried out: there is no python3.\n');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function python(
  url: string,
  email: string,
  given: { secret?: string; args?: string[] } = {},
): Promise<Outcome> {
  const { secret = password, args = ['--specialty', 'Cardiology'] } = given;
  const env = {
    ...process.env,
    MEDCOR_PASSWORD: secret,
    // What is on this machine is not asked for through a proxy.
    no_proxy: '*',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  try {
    const { stdout, stderr } = await run('python3', [program, '--base-url', url, '--email', email, ...args], {
      env,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    // What `execFile` rejects with has them beside the message.
    const { code, stdout, stderr } = Object(error);
    return { code, stdout, stderr };
  }
}

let built: BuiltMedcor;
beforeAll(async () => {
  if (hasPython) built = await buildMedcor();
});
afterAll(() => built?.remove());

describe.skipIf(!hasPython).each(bothServers)('the Python client, with $name', ({ open }) => {
  let server: OpenServer;
  let hospital: HospitalFixture;
  let superuser: string;
  let doctor: Person;
  let patient: Person;

  beforeAll(async () => {
    server = await open(built);
    const fixture = await populate(server.api);
    hospital = fixture.first;
    superuser = fixture.superuser.token;
    doctor = await specialist(CARDIOLOGY, 'Jane', 'Smith');
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    patient = await person('patient', 'Mira', 'Sato');
  });

  const person = (role: string, first_name: string, last_name: string) =>
    createPerson(server.api, superuser, { role, hospital: hospital.id, first_name, last_name });
  const specialist = async (specialty: number, first_name: string, last_name: string) => {
    const added = await person('doctor', first_name, last_name);
    const practised = { doctor: added.id, specialty, is_primary: true };
    await server.api.post('/api/specialty/doctor-specialties/', practised, hospital.admin.token);
    return added;
  };
  const openSlot = async (of = doctor, hour = freeHour()) =>
    (
      await server.api.post(
        '/api/appointments/availability-slots/',
        { doctor: of.id, ...hour },
        hospital.admin.token,
      )
    ).id;
  const appointments = async (of = patient) => (await server.api.get('/api/appointments/', of.token)).results;

  it('books the first free time', async () => {
    const slot = await openSlot();
    const later = await openSlot();
    const { code, stdout, stderr } = await python(server.api.url, patient.email);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [appointment, ...others] = await appointments();
    expect(others).toEqual([]);
    expect(appointment).toMatchObject({ doctor: doctor.id, slot, status: 'scheduled', reason: 'Check-up' });
    expect(stdout).toBe(
      `Signed in as Mira Sato.\nSpecialty: Cardiology.\nBooked: appointment ${appointment.id} with Jane Smith, ${appointment.start_time}.\n`,
    );
    const other = await person('patient', 'Jonas', 'Weber');
    await python(server.api.url, other.email);
    expect(await appointments(other)).toMatchObject([{ slot: later }]);
  });

  it('takes another time where the first cannot be had', async () => {
    const hour = freeHour();
    const slot = await openSlot(hospital.otherDoctor, hour);
    const elsewhere = { patient: patient.id, doctor: hospital.otherDoctor.id, slot };
    await server.api.post('/api/appointments/', elsewhere, hospital.admin.token);
    await openSlot(doctor, hour);
    const next = await openSlot();
    const { code, stdout } = await python(server.api.url, patient.email);
    expect(code).toBe(0);
    expect(stdout).toContain(`${hour.start_time} cannot be had (SLOT_OVERLAP).\nBooked: `);
    expect((await appointments()).map((each: { slot: number }) => each.slot).sort()).toEqual(
      [slot, next].sort(),
    );
    // The one that was passed over is free for another patient, and not for other tests.
    await python(server.api.url, (await person('patient', 'Jonas', 'Weber')).email);
  });

  it('goes on to the next page where nothing of the first can be had', async () => {
    const dermatologist = await specialist(DERMATOLOGY, 'Ines', 'Moreau');
    const at = (hour: number) => new Date(Date.UTC(2041, 2, 1, hour)).toISOString();
    const rowsOfAPage = 20;
    const allDay = { start_time: at(0), end_time: at(rowsOfAPage) };
    const elsewhere = { patient: patient.id, doctor: hospital.otherDoctor.id };
    const taken = await openSlot(hospital.otherDoctor, allDay);
    await server.api.post('/api/appointments/', { ...elsewhere, slot: taken }, hospital.admin.token);
    for (let hour = 0; hour < rowsOfAPage; hour += 1) {
      await openSlot(dermatologist, { start_time: at(hour), end_time: at(hour + 1) });
    }
    const free = { start_time: at(rowsOfAPage), end_time: at(rowsOfAPage + 1) };
    const slot = await openSlot(dermatologist, free);
    const args = ['--specialty', 'Dermatology'];
    const { code, stdout } = await python(server.api.url, patient.email, { args });
    expect(code).toBe(0);
    expect(stdout.match(/ cannot be had \(SLOT_OVERLAP\)\./g)).toHaveLength(rowsOfAPage);
    expect(await appointments()).toContainEqual(expect.objectContaining({ slot, ...free }));
  });

  it('takes the specialty that is called so, also where another is found first', async () => {
    // "Heart" is found in the description of Cardiology.
    const heart = await server.api.post('/api/specialty/', { name: 'Heart', code: 'heart' }, superuser);
    const slot = await openSlot(await specialist(heart.id, 'Emil', 'Novak'));
    const { code, stdout } = await python(server.api.url, patient.email, { args: ['--specialty', 'heart'] });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('\nSpecialty: Heart.\n') });
    expect(await appointments()).toMatchObject([{ slot }]);
  });

  it('takes the only specialty that is found', async () => {
    const slot = await openSlot();
    const { code } = await python(server.api.url, patient.email, { args: ['--specialty', 'cardio'] });
    expect(code).toBe(0);
    expect(await appointments()).toMatchObject([{ slot }]);
  });

  it('gives several who book at once a time each', async () => {
    const slots = [await openSlot(), await openSlot(), await openSlot()];
    const patients = [
      patient,
      await person('patient', 'Jonas', 'Weber'),
      await person('patient', 'Amina', 'Diallo'),
    ];
    const outcomes = await Promise.all(patients.map(({ email }) => python(server.api.url, email)));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    const booked = (await Promise.all(patients.map(appointments))).flat();
    expect(booked.map(({ slot }) => slot).sort()).toEqual(slots.sort());
  });

  it('books once when the answer is lost', async () => {
    await openSlot();
    const proxy = await startInterferingProxy(server.api.url);
    // Signing in, the specialty, the slots; then the booking.
    proxy.next('pass', 'pass', 'pass', 'cut');
    const { code, stdout, stderr } = await python(proxy.url, patient.email);
    const bookings = proxy.requests.filter(({ path }) => path === '/api/appointments/');
    await proxy.close();
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Booked: ') });
    expect(stderr).toMatch(/^POST \/api\/appointments\/: No answer, again in \d\.\d s\n$/);
    const keys = bookings.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(await appointments()).toHaveLength(1);
  });

  it('waits as long as it is told to by a server that limits requests, but not an hour', async ({ skip }) => {
    if (!server.limited) return skip('The limits of the command are a minute long.');
    await openSlot();
    const limits = { user: 1, address: 100, bulk: 100 };
    const short = await server.limited({ ...limits, seconds: 3 });
    const waited = await python(short.url, patient.email);
    expect(waited.stderr).toMatch(/^(?:(?:GET|POST) \S+: RATE_LIMITED, again in [123]\.0 s\n)+$/);
    expect(waited.stdout).toContain('Booked: ');
    const long = await server.limited({ ...limits, seconds: 3600 });
    const { code, stderr } = await python(long.url, patient.email);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^RATE_LIMITED: .+\n {2}Try again in 3\d{3} s\.\n {2}\(request \S+\)\n$/);
  });

  it.each([
    ['a wrong password', { secret: 'wrong' }, /^INVALID_CREDENTIALS: .+\n {2}\(request \S+\)\n$/],
    [
      'a field that is refused',
      { args: ['--specialty', 'Cardiology', '--reason', 'x'.repeat(2001)] },
      /^VALIDATION_ERROR: .+\n {2}reason: .+2000.*\n {2}\(request \S+\)\n$/,
    ],
    ['a specialty that is none', { args: ['--specialty', 'Alchemy'] }, /^There is no specialty Alchemy\.\n$/],
    [
      'a specialty that may be several',
      { args: ['--specialty', 'surgery'] },
      /^surgery may be several specialties: General Surgery, Neurosurgery, .+\.\n$/,
    ],
    ['nothing that is free', { args: ['--specialty', 'Neurology'] }, /^There is no free time left\.\n$/],
  ])('says what is wrong about %s', async (what, given, said) => {
    if (what.includes('field')) await openSlot();
    const { code, stderr } = await python(server.api.url, patient.email, given);
    expect(stderr).toMatch(said);
    expect(code).toBe(1);
    expect(await appointments()).toEqual([]);
  });
});

it.skipIf(!hasPython)('the Python client says that no server is there, after four attempts', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, stderr } = await python(url, 'nobody@example.org');
  expect(code).toBe(1);
  expect(stderr.match(/No answer, again in/g)).toHaveLength(3);
  expect(stderr).toContain(`No answer from ${url}: `);
  expect(stderr).not.toContain('Traceback');
});

it.skipIf(!hasPython)(
  'the Python client takes its token nowhere else, and knows what is not of the API',
  async () => {
    const came: (string | undefined)[] = [];
    const elsewhere = await serve((_, response) => response.end('<p>Hello'));
    elsewhere.server.on('request', ({ headers }) => came.push(headers.authorization));
    const session = { tokens: { access: 'for-one-server' }, user: { full_name: 'Mira Sato' } };
    const redirecting = await serve(({ method }, response) => {
      if (method === 'POST') response.end(JSON.stringify(session));
      else response.writeHead(302, { Location: elsewhere.url }).end();
    });
    const redirected = await python(redirecting.url, 'mira@example.org');
    expect(redirected).toMatchObject({ code: 1, stdout: 'Signed in as Mira Sato.\n' });
    expect(redirected.stderr).toContain("HTTP_302: The answer is not one of the API's.");
    expect(came).toEqual([]);
    const { code, stderr } = await python(elsewhere.url, 'mira@example.org');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('HTTP_200: ') });
    redirecting.server.close();
    elsewhere.server.close();
  },
);

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}
