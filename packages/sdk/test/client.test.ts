import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type Fixture, freeHour, openSlot, populate, writeRecord } from '../../server/testing/fixture.js';
import { openTestApi, type TestApi } from '../../server/testing/test-api.js';
import {
  type Appointment,
  AuthenticationError,
  ConflictError,
  type Doctor,
  MedCor,
  MedCorError,
  NotFoundError,
  PermissionDeniedError,
  PreconditionFailedError,
  UnprocessableError,
  ValidationError,
} from '../src/index.js';

let api: TestApi;
let fixture: Fixture;
let admin: MedCor;

beforeAll(async () => {
  api = await openTestApi('memory');
  fixture = await populate(api);
  admin = clientOf(fixture.first.admin.token);
});
afterAll(() => api.close());

const clientOf = (token: string) => new MedCor({ baseUrl: api.url, token });

/** An appointment in a slot of its own. */
async function booked(): Promise<Appointment> {
  const { doctor, patient } = fixture.first;
  const slot = await admin.availabilitySlots.create({ doctor: doctor.id, ...freeHour() });
  return admin.appointments.create({ doctor: doctor.id, patient: patient.id, slot: slot.id });
}

describe('calls', () => {
  it('create, get, change and act', async () => {
    const { id, status } = await booked();
    expect(status).toBe('scheduled');
    expect((await admin.appointments.update(id, { reason: 'Cough 🤧' })).reason).toBe('Cough 🤧');
    expect((await admin.appointments.confirm(id)).status).toBe('confirmed');
    expect((await admin.appointments.cancel(id, { reason: 'Well again' })).cancellation_reason).toBe(
      'Well again',
    );
    expect(await admin.appointments.delete(id)).toBeUndefined();
    expectTypeOf(admin.appointments.get(id)).resolves.toEqualTypeOf<Appointment>();
  });

  it('take a base URL with slashes at its end, and headers for all of them', async () => {
    const seen: string[] = [];
    const client = new MedCor({
      baseUrl: `${api.url}//`,
      token: async () => fixture.first.admin.token,
      headers: { 'X-Request-Id': 'from-the-client' },
      hooks: {
        onResponse: (_request, response) => void seen.push(response.headers.get('x-request-id') ?? ''),
      },
    });
    await client.auth.profile();
    await client.auth.profile({ headers: { 'x-request-id': 'from-the-call' } });
    expect(seen).toEqual(['from-the-client', 'from-the-call']);
  });

  it('tell the response beside the data, and go on under its ETag', async () => {
    const { id } = await booked();
    const { data, response, requestId, etag } = await admin.appointments.get(id).withResponse();
    expect([data.id, response.status, requestId]).toEqual([id, 200, response.headers.get('x-request-id')]);
    await admin.appointments.update(id, { notes: 'first' }, { ifMatch: etag });
    const late = admin.appointments.update(id, { notes: 'second' }, { ifMatch: etag });
    await expect(late).rejects.toBeInstanceOf(PreconditionFailedError);
  });

  it('give the raw response, unread, when it is asked for at once', async () => {
    const response = await admin.specialties.list({ page_size: 1 }).asResponse();
    expect(response.bodyUsed).toBe(false);
    expect((await response.json()).results).toHaveLength(1);
    const read = admin.specialties.list();
    await read;
    await expect(read.asResponse()).rejects.toThrow('too late');
  });

  it('give a result in place of throwing', async () => {
    expect(await admin.appointments.get(999_999).safe()).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
    const found = await admin.auth.profile().safe();
    expect(found.ok && found.data.email).toBe(fixture.first.admin.email);
  });

  it('do not leave a rejection behind that nobody hears', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.on('unhandledRejection', hear);
    await expect(admin.appointments.get(999_999).withResponse()).rejects.toThrow();
    await admin.appointments.get(999_999).safe();
    await expect(admin.appointments.get(999_999).asResponse()).rejects.toThrow();
    // Node tells of a rejection after the microtasks of the turn in which it came.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});

describe('lists', () => {
  it('are one page when awaited, and every row when iterated', async () => {
    const all = await admin.specialties.list({ page_size: 100 });
    expect(all.count).toBe(all.results.length);
    expect(all.hasNextPage).toBe(false);
    const ids: number[] = [];
    for await (const { id } of admin.specialties.list({ page_size: 7 })) ids.push(id);
    expect(ids).toEqual(all.results.map(({ id }) => id));
  });

  it('are turned page by page, from any page on', async () => {
    const sizes: number[] = [];
    for await (const page of admin.specialties.list({ page_size: 10, page: 2 }).pages())
      sizes.push(page.results.length);
    const { count } = await admin.specialties.list();
    expect(sizes.reduce((sum, size) => sum + size)).toBe(count - 10);
    const last = await admin.specialties.list({ page_size: 100 });
    expect(() => last.nextPage()).toThrow(RangeError);
    const first = await admin.specialties.list({ page_size: 1 });
    expect((await first.nextPage()).results[0]?.id).not.toBe(first.results[0]?.id);
  });

  it('are cut where told, without asking for more pages than needed', async () => {
    const routes: string[] = [];
    const client = new MedCor({
      baseUrl: api.url,
      token: fixture.first.admin.token,
      hooks: { onRequest: ({ url }) => void routes.push(url) },
    });
    expect(await client.specialties.list({ page_size: 2 }).toArray({ limit: 3 })).toHaveLength(3);
    expect(routes).toHaveLength(2);
    expect(await client.specialties.list().toArray({ limit: 0 })).toEqual([]);
  });

  it('are alike where the API answers bare rows', async () => {
    const { results, count } = await admin.users.doctors({ page_size: 1 });
    expectTypeOf(results).toEqualTypeOf<Doctor[]>();
    expect([results.length, count]).toEqual([1, 2]);
    expect(await admin.users.doctors({ page_size: 1 }).toArray()).toHaveLength(2);
  });

  it('of one resource are walked as well', async () => {
    const record = await writeRecord(api, fixture.first);
    await admin.medicalRecords.update(record, { diagnosis: 'Healthy' });
    const versions = await admin.medicalRecords.history(record, { page_size: 1 }).toArray();
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });
});

describe('errors', () => {
  it.each<[string, () => Promise<unknown>, new (...args: never[]) => MedCorError, string]>([
    ['400', () => admin.appointments.create({ doctor: 0, slot: 1 }), ValidationError, 'VALIDATION_ERROR'],
    ['401', () => clientOf('nonsense').auth.profile(), AuthenticationError, 'INVALID_TOKEN'],
    [
      '403',
      () => clientOf(fixture.first.patient.token).webhooks.list(),
      PermissionDeniedError,
      'PERMISSION_DENIED',
    ],
    ['404', () => admin.users.get(fixture.second.patient.id), NotFoundError, 'NOT_FOUND'],
    ['409', () => admin.users.create(taken()), ConflictError, 'ALREADY_EXISTS'],
    [
      '422',
      async () => {
        const slot = await openSlot(api, fixture.first);
        const { doctor } = fixture.first;
        return admin.appointments.create({ doctor: doctor.id, slot, patient: fixture.second.patient.id });
      },
      UnprocessableError,
      'INVALID_REFERENCE',
    ],
  ])('of the status %s have a class of their own', async (status, call, Class, code) => {
    const error = await call().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Class);
    expect(error).toMatchObject({ status: Number(status), code, requestId: expect.stringMatching(/.+/) });
    expect(error).toMatchObject({ body: { error: { code } }, name: Class.name });
  });

  const taken = () => ({
    email: fixture.first.nurse.email,
    password: 'Correct-Horse-7!',
    first_name: 'Pat',
    last_name: 'Person',
    role: 'nurse' as const,
  });

  it('name the fields that are at fault', async () => {
    const { patient } = fixture.first;
    const invalid = admin.medicalRecords.create({
      patient: patient.id,
      record_type: 'general',
      title: 'Visit',
      vital_signs: { heart_rate: 1000 },
    });
    await expect(invalid).rejects.toMatchObject({
      details: { 'vital_signs.heart_rate': [expect.any(String)] },
    });
  });

  it.each(['', '.', '..'])('come before anything is sent for "%s" in a path', async (part) => {
    const sent: string[] = [];
    const client = new MedCor({ baseUrl: api.url, hooks: { onRequest: ({ url }) => void sent.push(url) } });
    await expect(client.chat.messages(part)).rejects.toThrow(MedCorError);
    expect(sent).toEqual([]);
  });

  it('do not come of what can be encoded', async () => {
    const paths: string[] = [];
    const client = new MedCor({
      baseUrl: api.url,
      hooks: { onRequest: ({ url }) => void paths.push(new URL(url).pathname) },
    });
    await client.chat.messages('../users/5?role=admin#x').safe();
    expect(paths).toEqual(['/api/chat/messages/..%2Fusers%2F5%3Frole%3Dadmin%23x/']);
  });
});

describe('files', () => {
  it('go up and come down, and tell how far they are', async () => {
    const record = await writeRecord(api, fixture.first);
    const text = 'Blood pressure, day by day.\n'.repeat(20_000);
    const file = new File([text], 'diary ☂.txt', { type: 'text/plain' });
    const up: number[] = [];
    const attachment = await admin.medicalRecords.addAttachment(
      record,
      { file },
      {
        onUploadProgress: ({ loaded, total }) => void up.push(loaded / (total ?? 0)),
      },
    );
    expect([attachment.filename, attachment.size]).toEqual(['diary ☂.txt', text.length]);
    expect([up.at(-1), up.length > 1]).toEqual([1, true]);

    const down: number[] = [];
    const blob = await admin.medicalRecords.getAttachment(record, attachment.id, {
      onDownloadProgress: ({ loaded }) => void down.push(loaded),
    });
    expect([await blob.text(), blob.type.split(';')[0], down.at(-1)]).toEqual([
      text,
      'text/plain',
      text.length,
    ]);
    expect(await (await admin.medicalRecords.getAttachment(record, attachment.id)).text()).toBe(text);
  });
});
