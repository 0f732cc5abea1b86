import { type Operation, type OperationId, permissions, type Scope } from '@medcor/contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApiRequest,
  accountRequests,
  createWorld,
  endpointOf,
  hospitalRequests,
  platformRequests,
  signInRequests,
  underThePlatform,
  type World,
} from '../../contract/conformance/index.js';
import { counted, publish } from '../testing/figures.js';
import {
  book,
  createPerson,
  type Fixture,
  freeHour,
  type HospitalFixture,
  openSlot,
  type Person,
  populate,
  writeRecord,
} from '../testing/fixture.js';
import { servedOperations } from '../testing/served-operations.js';
import { openTestApi, stores, type TestApi, type TestResponse } from '../testing/test-api.js';

/**
 * The permission table, walked: every served operation × every kind of caller × things of their own hospital, of
 * another one, and no token at all. What is expected is worked out from the table alone.
 */

/** Where the table says `own`, but the request is about somebody else's. */
const aboutOthers: OperationId[] = ['users.update'];

interface Caller {
  readonly name: string;
  readonly role: 'admin' | 'doctor' | 'nurse' | 'staff' | 'patient';
  readonly isSuperuser: boolean;
  readonly person: (fixture: Fixture) => Person;
}

const callers: Caller[] = [
  { name: 'superuser and admin', role: 'admin', isSuperuser: true, person: ({ superuser }) => superuser },
  ...(['admin', 'doctor', 'nurse', 'staff', 'patient'] as const).map((role) => ({
    name: role,
    role,
    isSuperuser: false,
    person: ({ first }: Fixture) => first[role],
  })),
];

function scopeOf({ role, isSuperuser }: Caller, id: OperationId): Scope {
  const { permission } = endpointOf(id).metadata;
  if (permission === null) throw new Error(`${id} needs no permission.`);
  const { scopes } = permissions[permission];
  const held: Scope[] = [scopes[role], isSuperuser ? scopes.superuser : 'none'];
  return (['all', 'hospital', 'own'] as const).find((scope) => held.includes(scope)) ?? 'none';
}

const refusals = [401, 403, 404];

describe.each(stores)('permissions and tenants over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;
  let world: World;
  let served: Operation[];
  let cells = 0;
  let failed = 0;

  beforeAll(async () => {
    api = await openTestApi(store);
    served = await servedOperations(api);
    fixture = await populate(api);
    world = await createWorld({ baseUrl: api.url }, async () => fixture);
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed += 1;
  });
  afterAll(() => api.close());

  const otherRequests = { ...platformRequests, ...accountRequests };
  const servedOf = (requests: object) => served.map(({ id }) => id).filter((id) => id in requests);

  it('walks every route', () => {
    const lists = served
      .filter(({ endpoint }) => endpoint.metadata.list && !endpoint.pathParams)
      .map(({ id }) => id);
    const walked = new Set([hospitalRequests, otherRequests, signInRequests].flatMap(servedOf).concat(lists));
    expect(served.map(({ id }) => id).filter((id) => !walked.has(id))).toEqual([]);
  });

  it.each(callers)('lets $name reach what the table says in their own hospital', async (caller) => {
    const { token } = caller.person(fixture);
    for (const id of servedOf(hospitalRequests)) {
      const request = await hospitalRequests[id]?.(world, fixture.first);
      const response = await world.client.call(id, { ...request, token });
      const scope = scopeOf(caller, id);
      cells += 1;
      if (scope === 'none') expect([id, response.status], id).toEqual([id, 403]);
      else if (scope === 'own' && aboutOthers.includes(id)) expect([403, 404], id).toContain(response.status);
      else expect(refusals, `${id}: ${JSON.stringify(response.body)}`).not.toContain(response.status);
      expect(response.status, id).toBeLessThan(500);
    }
  });

  it.each(callers)('keeps $name out of another hospital', async (caller) => {
    const { token } = caller.person(fixture);
    for (const id of servedOf(hospitalRequests)) {
      const request = await hospitalRequests[id]?.(world, fixture.second);
      const response = await world.client.call(id, { ...request, token });
      const scope = scopeOf(caller, id);
      cells += 1;
      if (scope === 'none') expect([id, response.status]).toEqual([id, 403]);
      else if (scope === 'all')
        expect(refusals, `${id}: ${JSON.stringify(response.body)}`).not.toContain(response.status);
      else if (id === 'users.bulk') expect(response.body, id).toMatchObject({ created: 0 });
      else if (request?.params && !underThePlatform.includes(id))
        expect([id, response.status]).toEqual([id, 404]);
      else expect([id, response.code]).toEqual([id, 'INVALID_REFERENCE']);
    }
  });

  it.each(callers)('gives $name the rest of the table', async (caller) => {
    const { token } = caller.person(fixture);
    for (const id of servedOf(otherRequests)) {
      const request = await otherRequests[id]?.(world, fixture.first);
      const response = await world.client.call(id, { ...request, token });
      cells += 1;
      if (scopeOf(caller, id) === 'none') expect([id, response.status]).toEqual([id, 403]);
      else expect(refusals, `${id}: ${JSON.stringify(response.body)}`).not.toContain(response.status);
    }
  });

  it.each(callers)('lists for $name only what is theirs', async (caller) => {
    const person = caller.person(fixture);
    const lists = served.filter(({ endpoint }) => endpoint.metadata.list && !endpoint.pathParams);
    for (const { id, endpoint } of lists) {
      const scope = scopeOf(caller, id);
      const own = await api.call('GET', endpoint.path, { token: person.token });
      cells += 1;
      if (scope === 'none') {
        expect([id, own.status]).toEqual([id, 403]);
        continue;
      }
      expect([id, own.status]).toEqual([id, 200]);
      for (const row of rowsOf(own)) {
        if (scope !== 'all' && 'hospital' in row) expect([id, row.hospital]).toEqual([id, fixture.first.id]);
        if (caller.role === 'patient' && 'patient' in row) expect([id, row.patient]).toEqual([id, person.id]);
      }
      if (!endpoint.query?.shape.hospital) continue;
      const foreign = await api.call('GET', `${endpoint.path}?hospital=${fixture.second.id}`, {
        token: person.token,
      });
      cells += 1;
      if (caller.isSuperuser && scope === 'all') expect([id, foreign.status]).toEqual([id, 200]);
      else expect([id, errorCode(foreign)]).toEqual([id, 'INVALID_REFERENCE']);
    }
  });

  it('asks everyone for a token', async () => {
    for (const { id, endpoint } of served.filter(({ endpoint }) => endpoint.metadata.signIn !== 'none')) {
      const path = endpoint.path.replace(/:\w+/g, '1');
      const response = await api.call(endpoint.method, path, {});
      cells += 1;
      expect([id, errorCode(response)]).toEqual([id, 'NOT_AUTHENTICATED']);
    }
  });

  it('lets nobody write a reference into another hospital', async () => {
    const { first, second } = fixture;
    const references = await foreignReferences(api, first, second);
    for (const [id, request] of references) {
      const response = await world.client.call(id, { ...request, token: first.admin.token });
      cells += 1;
      expect([id, request.body, response.code]).toEqual([id, request.body, 'INVALID_REFERENCE']);
    }
  });

  it('has cells enough', () => {
    publish({
      part: 'isolation',
      over: store,
      attempts: `${counted(cells)} cells, of all ${served.length} operations`,
      // A walk ends at its first leak.
      result: `${failed} leaks`,
    });
    expect(cells).toBeGreaterThan(600);
  });
});

/** Requests of one hospital that name something of another, one reference at a time. */
async function foreignReferences(
  api: TestApi,
  own: HospitalFixture,
  other: HospitalFixture,
): Promise<[OperationId, ApiRequest][]> {
  const slot = await openSlot(api, own);
  const appointment = await book(api, other);
  const booking = { patient: own.patient.id, doctor: own.doctor.id, slot };
  const record = { patient: own.patient.id, record_type: 'general', title: 'Visit' };
  const treatment = {
    patient: own.patient.id,
    doctor: own.doctor.id,
    diagnosis: 'Flu',
    treatment_plan: 'Rest',
  };
  const pattern = {
    date_from: '2039-01-03',
    date_to: '2039-01-03',
    weekdays: [1],
    from: '09:00',
    to: '10:00',
    slot_minutes: 30,
  };
  const foreign = await createPerson(api, other.admin.token, { role: 'doctor' });
  return [
    ['availabilitySlots.create', { body: { doctor: other.doctor.id, ...freeHour() } }],
    ['availabilitySlots.bulk', { body: { doctor: other.doctor.id, ...pattern } }],
    ['appointments.create', { body: { ...booking, patient: other.patient.id } }],
    ['appointments.create', { body: { ...booking, doctor: other.doctor.id } }],
    ['appointments.create', { body: { ...booking, slot: await openSlot(api, other) } }],
    [
      'appointments.update',
      { params: { id: await book(api, own) }, body: { slot: await openSlot(api, other) } },
    ],
    ['medicalRecords.create', { body: { ...record, patient: other.patient.id } }],
    ['medicalRecords.create', { body: { ...record, appointment } }],
    ['medicalRecords.update', { params: { id: await writeRecord(api, own) }, body: { appointment } }],
    ['treatments.create', { body: { ...treatment, patient: other.patient.id } }],
    ['treatments.create', { body: { ...treatment, doctor: other.doctor.id } }],
    ['treatments.create', { body: { ...treatment, appointment } }],
    ['doctorSpecialties.create', { body: { doctor: foreign.id, specialty: 5 } }],
  ];
}

function errorCode({ body }: TestResponse): unknown {
  return (body.error as { code?: unknown } | undefined)?.code;
}

function rowsOf({ body }: TestResponse): Record<string, unknown>[] {
  return Array.isArray(body) ? body : (body.results as Record<string, unknown>[]);
}
