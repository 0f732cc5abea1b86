import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Contract, contract, type Method, type Operation, operationsOf } from '@medcor/contract';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAsOwner } from '../src/db/knex/connect.js';
import { type OpenDatabase, openDatabase } from '../src/db/open-database.js';
import { createMigratedTestDatabase, type TestDatabase } from '../testing/database.js';
import {
  book,
  type Fixture,
  openSlot,
  populate,
  prescribe,
  unique,
  writeRecord,
  writeTreatment,
} from '../testing/fixture.js';
import { createHttpClient, type HttpClient } from '../testing/http-client.js';
import { startTestServer } from '../testing/test-server.js';

/** What PostgreSQL is asked, and how it finds the answer: what speed rests on, without a clock. */

interface Statement {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

describe('statements', () => {
  let folder: string;
  let created: TestDatabase;
  let opened: OpenDatabase;
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let api: HttpClient;
  let fixture: Fixture;
  let record: Awaited<ReturnType<typeof things>>;
  const asked: Statement[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'medcor-statements-'));
    created = await createMigratedTestDatabase();
    opened = await openDatabase({ databaseUrl: created.url, databasePoolMax: 2, dataDir: folder });
    opened.connections?.on('query', ({ sql, bindings }: Statement) => asked.push({ sql, bindings }));
    // Time stands still: who is signed in is looked up once, and not again between two requests.
    const now = new Date();
    server = await startTestServer(opened.database, folder, undefined, { clock: () => now });
    api = createHttpClient(server.url);
    fixture = await populate(api);
    record = await things(api, fixture);
    await addMissed(created.url, fixture.first, record.appointment);
  });
  afterAll(async () => {
    await server.close();
    await opened.close();
    await created.drop();
    await rm(folder, { recursive: true });
  });

  /** What is asked for one request of somebody who is known to be signed in. */
  async function statementsOf(token: string, method: Method, target: string, body?: unknown) {
    await api.call('GET', '/api/specialty/5/', { token });
    const tag = method === 'PUT' ? (await api.call('GET', target, { token })).headers.get('etag') : null;
    asked.length = 0;
    const headers = tag === null ? {} : { 'If-Match': tag };
    const response = await api.call(method, target, { token, body, headers });
    expect(response.status, JSON.stringify(response.body)).toBeLessThan(300);
    return [...asked];
  }

  /** The beginning and the end of a transaction are statements as well. */
  const counts: readonly [number, string, (on: Fixture['first']) => [string, Method, string, unknown?]][] = [
    [1, 'own profile', ({ staff }) => [staff.token, 'GET', '/api/auth/profile/']],
    [1, 'an appointment', ({ staff }) => [staff.token, 'GET', `/api/appointments/${record.appointment}/`]],
    [1, 'scheduled appointments', ({ staff }) => [staff.token, 'GET', '/api/appointments/?status=scheduled']],
    [2, 'some of many appointments', ({ staff }) => [staff.token, 'GET', '/api/appointments/']],
    [3, 'appointments by a name', ({ staff }) => [staff.token, 'GET', '/api/appointments/?search=person']],
    [
      2,
      'appointments of a day',
      ({ staff }) => [staff.token, 'GET', '/api/appointments/?date_from=2040-01-01'],
    ],
    [1, 'patients', ({ staff }) => [staff.token, 'GET', '/api/auth/users/patients/']],
    [1, 'doctors', ({ staff }) => [staff.token, 'GET', '/api/auth/users/doctors/']],
    [
      1,
      'free slots',
      ({ staff }) => [staff.token, 'GET', '/api/appointments/availability-slots/?is_available=true'],
    ],
    [1, 'hospital', ({ staff, id }) => [staff.token, 'GET', `/api/hospitals/${id}/`]],
    [2, 'specialties', ({ staff }) => [staff.token, 'GET', '/api/specialty/']],
    [2, 'events', ({ admin }) => [admin.token, 'GET', '/api/events/']],
    [4, 'the audit log', ({ admin }) => [admin.token, 'GET', '/api/audit-log/']],
    [4, 'a medical record', ({ doctor }) => [doctor.token, 'GET', `/api/medical-records/${record.record}/`]],
    [4, 'medical records', ({ doctor }) => [doctor.token, 'GET', '/api/medical-records/']],
    [4, 'treatments', ({ doctor }) => [doctor.token, 'GET', '/api/treatments/']],
    [
      8,
      'a change of an appointment',
      ({ staff }) => [
        staff.token,
        'PUT',
        `/api/appointments/${record.appointment}/`,
        { notes: unique('Note ') },
      ],
    ],
    [
      7,
      'a booking',
      ({ staff, patient, doctor }) => [
        staff.token,
        'POST',
        '/api/appointments/',
        { patient: patient.id, doctor: doctor.id, slot: record.freeSlot },
      ],
    ],
    [
      6,
      'a confirmation',
      ({ doctor }) => [doctor.token, 'POST', `/api/appointments/${record.unconfirmed}/confirm/`],
    ],
  ];

  it.each(counts)('are %i for %s', async (count, _what, of) => {
    const found = await statementsOf(...of(fixture.first));
    expect(found.length, found.map(({ sql }) => sql).join('\n')).toBe(count);
  });

  /** Few rows, and the platform's: a look at all of them is what an index would cost. */
  const catalogues = ['hospitals.list', 'specialties.list', 'subscriptionPlans.list'];
  const lists = operationsOf(contract).filter(
    ({ id, endpoint }) => endpoint.metadata.list && !catalogues.includes(id),
  );

  it.each(lists.map((operation) => [operation.id, operation] as const))(
    'find the rows of %s by an index that begins with whose they are',
    async (_id, operation) => {
      const { token, target } = placeOf(operation, fixture, record);
      const page = await pageOf(token, target);
      const scans = await scansFor(page);
      const table = / from "(\w+)"/.exec(page.sql)?.[1];
      const own = scans.filter((scan) => scan['Relation Name'] === table);
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter((scan) => !isByOwner(scan))).toEqual([]);
    },
  );

  it.each([
    ['of a doctor', 'doctor=1&status=scheduled'],
    ['of a patient', 'patient=1'],
    ['from a day on', 'date_from=2040-01-01'],
    ['last changed', 'ordering=created_at'],
    ['on a far page', 'page=2&page_size=1'],
  ])('find appointments %s by an index of the hospital', async (_which, query) => {
    const page = await pageOf(fixture.first.staff.token, `/api/appointments/?${query}`);
    const scans = await scansFor(page);
    expect(scans.filter(isByOwner).map((scan) => scan['Relation Name'])).toContain('appointments');
  });

  it.each([
    ['of a doctor', ({ id }: Fixture['first']['doctor']) => `doctor=${id}`],
    ['from a day on', () => 'date_from=2040-01-01'],
  ])('pass over appointments %s in another status without reading them', async (_which, of) => {
    const { staff, doctor } = fixture.first;
    const page = await pageOf(staff.token, `/api/appointments/?${of(doctor)}&status=no_show`);
    const [scan] = await scansFor(page);
    expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Relation Name': 'appointments' });
    expect(scan?.['Index Cond']).toMatch(/\bstatus = /);
  });

  it('count appointments of a doctor in a status by the index alone', async () => {
    const { staff, doctor, id } = fixture.first;
    const target = `/api/appointments/?doctor=${doctor.id}&status=no_show`;
    const count = (await statementsOf(staff.token, 'GET', target)).find(({ sql }) => sql.includes('count('));
    if (!count) throw new Error('Nothing was counted.');
    const scans = scansIn(await planOf(count, id));
    expect(scans.map((scan) => [scan['Node Type'], scan['Relation Name']])).toEqual([
      ['Index Only Scan', 'appointments'],
    ]);
  });

  // With another one beside it, PostgreSQL takes whichever is smaller once a row has changed since all were seen.
  it('look up names in the primary key alone', async () => {
    const page = await pageOf(fixture.first.staff.token, '/api/appointments/');
    const names = (await scansFor(page)).filter((scan) => scan['Relation Name'] === 'users');
    const scan = { 'Node Type': 'Index Only Scan', 'Index Name': 'users_pkey' };
    expect(names).toMatchObject([scan, scan]);
  });

  /** The statement that asks for the rows of a list. */
  async function pageOf(token: string, target: string): Promise<Statement> {
    const page = (await statementsOf(token, 'GET', target)).find(({ sql }) => / limit \d+/.test(sql));
    if (!page) throw new Error('No page was asked for.');
    return page;
  }

  /** How it reads tables, none of which as a whole. */
  async function scansFor(page: Statement): Promise<Plan[]> {
    const scans = scansIn(await planOf(page, fixture.first.id));
    expect(scans.filter((scan) => scan['Node Type'] === 'Seq Scan')).toEqual([]);
    return scans;
  }

  /** How it would be found if there were many: a few rows are read as they lie, index or not. */
  async function planOf({ sql, bindings }: Statement, hospital: number): Promise<Plan> {
    const connections = opened.connections;
    if (!connections) throw new Error('There are no connections.');
    return connections.transaction(async (transaction) => {
      await transaction.raw(`set local app.hospital = '${hospital}'`);
      await transaction.raw('set local enable_seqscan = off');
      const { rows } = await transaction.raw(`explain (format json) ${sql.replace(/\$\d+/g, '?')}`, bindings);
      return rows[0]['QUERY PLAN'][0].Plan;
    });
  }
});

/** Something of each kind, in the first hospital. */
async function things(api: HttpClient, { first }: Fixture) {
  const treatment = await writeTreatment(api, first);
  await prescribe(api, first, treatment);
  const webhook = { url: 'https://hooks.example/medcor', events: ['*'] };
  const chat = await api.post('/api/chat/', { message: 'Hello' }, first.patient.token);
  return {
    treatment,
    appointment: await book(api, first),
    unconfirmed: await book(api, first),
    freeSlot: await openSlot(api, first),
    record: await writeRecord(api, first),
    webhook: Number((await api.post('/api/webhooks/', webhook, first.admin.token)).id),
    chat: String(chat.session_id),
  };
}

/**
 * Thousands of past appointments, so that it is seen what PostgreSQL does among many: an index alone tells of rows only once
 * they are known to be visible to all.
 */
async function addMissed(connectionString: string, { doctor, patient }: Fixture['first'], like: number) {
  const owner = connectAsOwner({ connectionString });
  await owner.transaction(async (transaction) => {
    // Until a commit is on disk, nobody can say that all see it.
    await transaction.raw('set local synchronous_commit = on');
    await transaction.raw(
      `insert into appointments (hospital_id, patient_id, doctor_id, slot_id, appointment_type, status, reason,
         start_time, end_time, search_text, created_at, updated_at)
       select hospital_id, patient_id, (array[:doctor, :patient]::integer[])[1 + number % 2], slot_id,
              appointment_type, (array['no_show', 'cancelled'])[1 + number / 2 % 2], reason,
              start_time - number * interval '1 hour', end_time - number * interval '1 hour', search_text,
              created_at, updated_at
         from appointments, generate_series(1, 4000) as number where id = :like`,
      { doctor: doctor.id, patient: patient.id, like },
    );
  });
  await owner.raw('vacuum analyze appointments');
  await owner.destroy();
}

/** Who asks for a list of the contract, and where. */
function placeOf({ id, endpoint }: Operation, { first }: Fixture, known: Awaited<ReturnType<typeof things>>) {
  const parents: Readonly<Record<string, number | string>> = {
    patient_id: first.patient.id,
    session_id: known.chat,
    treatment_id: known.treatment,
    id: id.startsWith('webhooks.') ? known.webhook : known.record,
  };
  const clinical: readonly (keyof Contract)[] = ['medicalRecords', 'treatments', 'prescriptions'];
  const [domain = ''] = id.split('.');
  const caller = clinical.some((one) => one === domain)
    ? first.doctor
    : domain === 'chat'
      ? first.patient
      : first.admin;
  return {
    token: caller.token,
    target: endpoint.path.replace(/:(\w+)/g, (_, name: string) => String(parents[name])),
  };
}

function scansIn(plan: Plan): Plan[] {
  return [...(plan['Relation Name'] === undefined ? [] : [plan]), ...(plan.Plans ?? []).flatMap(scansIn)];
}

/** A bitmap has its conditions in the scans of indexes below. */
function conditionsIn(plan: Plan): string[] {
  return [
    ...(plan['Index Cond'] === undefined ? [] : [plan['Index Cond']]),
    ...(plan.Plans ?? []).flatMap(conditionsIn),
  ];
}

const owners =
  /\b(?:hospital_id|user_id|session_id|webhook_id|record_id|treatment_id|doctor_id|patient_id) =/;

function isByOwner(plan: Plan): boolean {
  return conditionsIn(plan).some((condition) => owners.test(condition));
}
