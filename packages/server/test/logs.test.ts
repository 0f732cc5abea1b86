import { contract, operationsOf } from '@medcor/contract';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { freeHour } from '../testing/fixture.js';
import { startUnwillingMailServer } from '../testing/unwilling-mail-server.js';
import { openWatchedServer, type WatchedServer } from '../testing/watched-server.js';

/** What is logged that belongs to no request. */
const ownMessages = [
  'started',
  'audit log sealed',
  'audit log not sealed',
  'not cleared away',
  'webhook deliveries not looked for',
  'webhook deliveries not looked after',
  'webhook deliveries not given back',
];

let mailServer: Awaited<ReturnType<typeof startUnwillingMailServer>>;
let watched: WatchedServer;
let database: pg.Client;
let admin: string;
let doctor: { id: number; token: string; email: string; password: string };
let patient: number;

const newPassword = () => `${watched.tellTales.next()}-Aa1!`;
const newEmail = () => `${watched.tellTales.next()}@example.org`;

beforeAll(async () => {
  mailServer = await startUnwillingMailServer();
  watched = await openWatchedServer((tellTales) => ({
    SMTP_URL: mailServer.url,
    MEDCOR_SETUP_TOKEN: `${tellTales.next()}-setup-token`,
    METRICS_TOKEN: `${tellTales.next()}-metrics-token`,
    WEBHOOK_ALLOW_PRIVATE: 'true',
  }));
  database = new pg.Client({ connectionString: watched.server.databaseUrl });
  database.on('error', () => undefined);
  await database.connect();
  await setUp();
});
afterAll(async () => {
  await database.end();
  await watched.server.close();
  mailServer.close();
});

/** What only patients have. */
const unclinical = { allergies: undefined, medical_conditions: undefined, current_medications: undefined };

async function setUp(): Promise<void> {
  const { create, call } = watched;
  const phone = { contact_phone: '+1-555-0100' };
  const hospital = await create(contract.hospitals.create, {
    ...phone,
    hospital_type: 'clinic',
    timezone: 'UTC',
  });
  const register = async (person: object) => {
    const password = newPassword();
    const account = { password, password_confirm: password, hospital: hospital.id };
    return create(contract.auth.register, { ...account, ...person });
  };
  admin = (await register({ role: 'admin', ...unclinical })).tokens.access;
  patient = (await register({ role: 'patient' })).user.id;
  const account = { email: newEmail(), password: newPassword() };
  const { id } = await create(contract.users.create, { ...account, role: 'doctor', ...unclinical }, admin);
  const signedIn = await call('POST', '/api/auth/login/', { body: account });
  doctor = { ...account, id, token: signedIn.body.tokens.access };
}

afterEach(async () => {
  const lines = await watched.lines();
  for (const line of lines) {
    expect(watched.tellTales.seenIn(line), line).toEqual([]);
    const entry = JSON.parse(line);
    if (!ownMessages.includes(entry.msg))
      expect(entry, line).toHaveProperty('request_id', expect.any(String));
  }
});

/** Of the faults that were logged, the last. */
async function lastFault() {
  const faults = (await watched.lines()).map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'fault');
  return faults.at(-1) ?? expect.fail('No fault was logged.');
}

describe('the logs show nothing of', () => {
  it('who signs in, and with what', async () => {
    const { call, create, tellTales } = watched;
    const login = (body: object) => call('POST', '/api/auth/login/', { body });
    expect(await login({ email: doctor.email, password: newPassword() })).toMatchObject({ status: 401 });
    expect(await login({ email: newEmail(), password: newPassword() })).toMatchObject({ status: 401 });
    const { tokens } = (await login({ email: doctor.email, password: doctor.password })).body;
    const refreshed = await call('POST', '/api/auth/token/refresh/', {
      body: { refresh: tokens.refresh, rotate: true },
    });
    expect(refreshed.status).toBe(200);
    const { key } = await create(contract.apiKeys.create, { access: 'read' }, doctor.token);
    expect(await call('GET', '/api/auth/profile/', { token: key })).toMatchObject({ status: 200 });
    for (const token of [tellTales.next(), `mk_${tellTales.next()}`, `${tokens.access}x`]) {
      expect(await call('GET', '/api/auth/profile/', { token })).toMatchObject({ status: 401 });
    }
    const change = {
      old_password: newPassword(),
      new_password: newPassword(),
      new_password_confirm: newPassword(),
    };
    expect(
      await call('POST', '/api/auth/change-password/', { body: change, token: doctor.token }),
    ).toMatchObject({ status: 400 });
    expect(
      await call('POST', '/api/auth/logout/', { body: { refresh: tokens.refresh }, token: tokens.access }),
    ).toMatchObject({ status: 204 });
    const headers = { 'X-Setup-Token': tellTales.next() };
    expect(await call('POST', '/api/hospitals/', { headers, body: {} })).toMatchObject({ status: 401 });
  });

  it('whom a mail did not reach', async () => {
    const reset = await watched.call('POST', '/api/auth/password-reset/', { body: { email: doctor.email } });
    expect(reset.status).toBe(202);
    await vi.waitFor(
      async () => expect(await lastFault()).toMatchObject({ request_id: reset.headers.get('X-Request-Id') }),
      { interval: 5 },
    );
    expect((await lastFault()).err).toMatchObject({ cause: { message: 'SMTP EENVELOPE 550' } });
  });

  it('what is wrong with people, and what is done about it', async () => {
    const { call, create, tellTales } = watched;
    const { token } = doctor;
    const slot = await create(contract.availabilitySlots.create, { doctor: doctor.id, ...freeHour() }, admin);
    const booking = { patient, doctor: doctor.id, slot: slot.id };
    const appointment = await create(contract.appointments.create, booking, admin);
    const cancel = `/api/appointments/${appointment.id}/cancel/`;
    expect(await call('POST', cancel, { body: { reason: tellTales.next() }, token })).toMatchObject({
      status: 200,
    });
    const record = await create(contract.medicalRecords.create, { patient, record_type: 'general' }, token);
    const content = tellTales.fill(contract.medicalRecords.update.body, {});
    expect(await call('PUT', `/api/medical-records/${record.id}/`, { body: content, token })).toMatchObject({
      status: 200,
    });
    const dated = { patient, doctor: doctor.id, follow_up_required: false };
    const treatment = await create(contract.treatments.create, dated, token);
    const prescriptions = `/api/treatments/${treatment.id}/prescriptions/`;
    await create(contract.prescriptions.create, {}, token, prescriptions);
    await call('GET', `/api/auth/users/${patient}/export/`, { token: admin });
    for (const path of [`/api/auth/users/${patient}/`, '/api/auth/users/patients/']) {
      expect(await call('GET', path, { token: admin })).toMatchObject({ status: 200 });
    }
  });

  it('files, neither their names nor what is in them', async () => {
    const { create, server, tellTales } = watched;
    const record = await create(
      contract.medicalRecords.create,
      { patient, record_type: 'imaging' },
      doctor.token,
    );
    const attachments = `/api/medical-records/${record.id}/attachments/`;
    const upload = (content: string) =>
      server.upload(attachments, doctor.token, new File([content], `${tellTales.next()}.txt`));
    expect(await upload(tellTales.next())).toMatchObject({ status: 201 });
    expect(await upload(`MZ\0${tellTales.next()}`)).toMatchObject({ status: 415 });
    const form = new FormData();
    form.append(tellTales.next(), new File([tellTales.next()], tellTales.next()));
    expect(await server.call('POST', attachments, { raw: form, token: doctor.token })).toMatchObject({
      status: 400,
    });
  });

  it('where events are sent, and what they are signed with', async () => {
    const { call, create, tellTales } = watched;
    const url = `http://127.0.0.1:9/${tellTales.next()}?token=${tellTales.next()}`;
    const webhook = await create(contract.webhooks.create, { url, events: ['*'] }, admin);
    const rotated = await call('POST', `/api/webhooks/${webhook.id}/rotate-secret/`, {
      token: admin,
      body: {},
    });
    expect(rotated).toMatchObject({ status: 200, body: { secret: expect.any(String) } });
    await create(contract.medicalRecords.create, { patient, record_type: 'general' }, doctor.token);
  });

  it('paths, queries and bodies, however wrong they are', async () => {
    const { call, tellTales } = watched;
    for (const { endpoint } of operationsOf(contract)) {
      const { method } = endpoint;
      const paths = [newEmail(), '1'].map((id) => endpoint.path.replaceAll(/:\w+/g, id));
      const bodies = [
        { raw: `{"${tellTales.next()}": ${tellTales.next()}` },
        { body: { [tellTales.next()]: tellTales.next() } },
        { body: [tellTales.next()] },
        ...(endpoint.body ? [{ body: tellTales.fill(endpoint.body, {}) }] : []),
      ];
      for (const path of paths) {
        for (const body of method === 'GET' ? [{}] : bodies) {
          const headers = { 'Idempotency-Key': tellTales.next(), 'If-Match': tellTales.next() };
          const search = `?search=${tellTales.next()}&${tellTales.next()}=${tellTales.next()}`;
          await call(method, path + search, { ...body, headers, token: doctor.token });
        }
      }
    }
    expect(await call('GET', `/${tellTales.next()}/${newEmail()}/`)).toMatchObject({ status: 404 });
  });

  it.each([
    [
      'that a trigger quotes',
      `create function quote_row() returns trigger language plpgsql as $$ begin
         raise exception 'not %', new.title using detail = new.description, hint = new.diagnosis;
       end $$;
       create trigger quote_row before insert on medical_records for each row execute function quote_row()`,
      'P0001',
    ],
    [
      'that breaks a constraint',
      `drop trigger quote_row on medical_records;
       alter table medical_records add constraint untold check (title not like 'zq%') not valid`,
      '23514',
    ],
    [
      'that a column does not take',
      `alter table medical_records drop constraint untold;
       truncate medical_records cascade;
       alter table medical_records add number integer generated always as (title::integer) stored`,
      '22P02',
    ],
    ['for which there is no table', 'alter table medical_records rename to elsewhere', '42P01'],
  ])('what the database fails with, in a row %s', async (_what, sql, code) => {
    await database.query(sql);
    const { call, tellTales } = watched;
    const body = {
      ...tellTales.fill(contract.medicalRecords.create.body, {}),
      patient,
      record_type: 'general',
    };
    const { status, headers } = await call('POST', '/api/medical-records/', { body, token: doctor.token });
    expect(status).toBe(500);
    const fault = await lastFault();
    expect(fault).toMatchObject({ level: 50, request_id: headers.get('X-Request-Id') });
    expect(JSON.stringify(fault.err)).toContain(`"type":"DatabaseError","code":"${code}"`);
  });

  it('who called while the database was lost', async () => {
    await database.query('alter table users rename to nobody');
    await database.query(
      // Of this database alone: other tests have theirs on the same server.
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const body = { email: newEmail(), password: newPassword() };
    expect((await watched.call('POST', '/api/auth/login/', { body })).status).toBeGreaterThanOrEqual(500);
  });
});
