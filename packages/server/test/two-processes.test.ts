import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import type { TestResponse } from '../testing/http-client.js';
import { freePort, type ServerProcess, startServerProcess } from '../testing/server-process.js';

/** Two built servers on one PostgreSQL, as behind a load balancer. */
describe('two server processes on one PostgreSQL', () => {
  const password = 'Correct-Horse-7!';
  let folder: string;
  let database: TestDatabase;
  let servers: ServerProcess[] = [];
  let token = '';

  const on = (index: number): ServerProcess => {
    const server = servers[index % 2];
    if (!server) throw new Error('The servers have not been started.');
    return server;
  };

  const post = (index: number, url: string, body: unknown) =>
    on(index).call('POST', url, { body, ...(token && { token }) });

  const tally = (answers: TestResponse[]) => {
    const counts: Record<string, number> = {};
    for (const { status, body } of answers) {
      const key = body.error ? `${status} ${body.error.code}` : String(status);
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  };

  const atOnce = <T>(times: number, call: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: times }, (_, index) => call(index)));

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-two-'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('both come up when they start at once on an empty database', async () => {
    const environment = {
      DATABASE_URL: database.url,
      JWT_SECRET: 'a-secret-that-both-of-them-know-of',
      MEDCOR_SETUP_TOKEN: 'a-set-up-token-for-both',
    };
    servers = [
      startServerProcess(await freePort(), { ...environment, MEDCOR_DATA_DIR: path.join(folder, 'a') }),
      startServerProcess(await freePort(), { ...environment, MEDCOR_DATA_DIR: path.join(folder, 'b') }),
    ];
    await Promise.all(servers.map((server) => server.ready()));
  });

  it('make one first hospital, and one first admin, of twelve at once', async () => {
    const hospital = (index: number) => ({
      name: `Hospital ${index}`,
      city: 'Springfield',
      state: 'IL',
      country: 'USA',
      hospital_type: 'general',
      contact_email: 'office@example.org',
      contact_phone: '+1-555-0100',
    });
    const hospitals = await atOnce(12, (index) => post(index, '/api/hospitals/', hospital(index)));
    expect(tally(hospitals)).toEqual({ 201: 1, '401 NOT_AUTHENTICATED': 11 });

    const admin = (index: number) => ({
      email: `admin${index}@example.org`,
      password,
      password_confirm: password,
      first_name: 'Rosa',
      last_name: 'Root',
      role: 'admin',
      hospital: 1,
    });
    const admins = await atOnce(12, (index) => post(index, '/api/auth/register/', admin(index)));
    expect(tally(admins)).toEqual({ 201: 1, '403 SETUP_CLOSED': 11 });
    const { user, tokens } = admins.find(({ status }) => status === 201)?.body ?? {};
    expect(user).toMatchObject({ id: 1, role: 'admin', is_superuser: true });
    token = tokens.access;
  });

  it('give one slot to one of forty bookers', async () => {
    const person = (role: string, index: number) => ({
      email: `${role}${index}@example.org`,
      password,
      first_name: 'Pat',
      last_name: `Person${index}`,
      role,
    });
    const doctor = (await post(0, '/api/auth/users/', person('doctor', 0))).body.id;
    const patients = await atOnce(40, (index) => post(index, '/api/auth/users/', person('patient', index)));
    const slot = {
      doctor,
      start_time: '2040-01-01T09:00:00Z',
      end_time: '2040-01-01T10:00:00Z',
    };
    const slotId = (await post(0, '/api/appointments/availability-slots/', slot)).body.id;
    const bookings = await atOnce(40, (index) =>
      post(index, '/api/appointments/', { patient: patients[index]?.body.id, doctor, slot: slotId }),
    );
    expect(tally(bookings)).toEqual({ 201: 1, '409 SLOT_UNAVAILABLE': 39 });
  });

  it('make one of twenty overlapping slots', async () => {
    const doctor = (
      await post(1, '/api/auth/users/', {
        email: 'overlap@example.org',
        password,
        first_name: 'Olga',
        last_name: 'Overlap',
        role: 'doctor',
      })
    ).body.id;
    const slots = await atOnce(20, (index) =>
      post(index, '/api/appointments/availability-slots/', {
        doctor,
        start_time: `2040-01-01T09:${String(index).padStart(2, '0')}:00Z`,
        end_time: '2040-01-01T10:00:00Z',
      }),
    );
    expect(tally(slots)).toEqual({ 201: 1, '409 SLOT_OVERLAP': 19 });
  });

  it('end the access of a deactivated user on the other process within five seconds', async () => {
    const email = 'leaver@example.org';
    const leaver = (
      await post(0, '/api/auth/users/', {
        email,
        password,
        first_name: 'Lea',
        last_name: 'Leaver',
        role: 'staff',
      })
    ).body.id;
    const access = (await post(1, '/api/auth/login/', { email, password })).body.tokens.access;
    const profile = () => on(1).call('GET', '/api/auth/profile/', { token: access });
    expect((await profile()).status).toBe(200);

    expect((await post(0, `/api/auth/users/${leaver}/deactivate/`, {})).status).toBe(200);
    const deadline = Date.now() + 5000;
    let status = 200;
    while (status === 200 && Date.now() < deadline) status = (await profile()).status;
    expect(status).toBe(403);
  });

  it('stop when they are asked to', async () => {
    expect(await Promise.all(servers.map((server) => server.stop('SIGTERM')))).toEqual([0, 0]);
  });
});
