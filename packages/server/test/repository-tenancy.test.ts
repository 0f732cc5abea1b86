import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database, Tenant } from '../src/db/database.js';
import { createMemoryDatabase } from '../src/db/memory/memory-database.js';
import type { Repositories } from '../src/features/repositories.js';
import type { ListRequest, ListSlice } from '../src/lists/list-fields.js';
import { openSqlDatabase } from '../testing/sql-database.js';
import { type TenantRows, writeTenant } from '../testing/tenant-rows.js';
import { everyStore, type Store } from '../testing/test-api.js';

/** Every method of every repository that is about things of a hospital, asked for those of another one. */

type Call<T> = (all: Repositories, of: TenantRows) => Promise<T>;

const everything: ListRequest = {
  where: [],
  words: [],
  order: [{ field: 'id', descending: false }],
  after: null,
  offset: 0,
  limit: 1000,
};
const always = { start_time: '1900-01-01T00:00:00.000Z', end_time: '2999-01-01T00:00:00.000Z' };
const at = '2041-01-01T00:00:00.000Z';

/** Those rows of a page that have the id. */
async function listed<Row extends { id: number }>(
  slice: Promise<ListSlice<Row>>,
  id: number,
): Promise<Row[]> {
  return (await slice).rows.filter((row) => row.id === id);
}

const clinicalReads: Record<string, Call<unknown>> = {
  'patients.find': ({ patients }, of) => patients.find(of.patient),
  'medicalRecords.find': ({ medicalRecords }, of) => medicalRecords.find(of.record),
  'medicalRecords.findForUpdate': ({ medicalRecords }, of) => medicalRecords.findForUpdate(of.record),
  'medicalRecords.list': ({ medicalRecords }, of) =>
    listed(medicalRecords.list(of.doctor, everything), of.record),
  'medicalRecords.listVersions': async ({ medicalRecords }, of) =>
    (await medicalRecords.listVersions(of.record, everything)).rows,
  'medicalRecords.versionsOf': ({ medicalRecords }, of) => medicalRecords.versionsOf([of.record]),
  'attachments.find': ({ attachments }, of) => attachments.find(of.record, of.attachment),
  'attachments.list': async ({ attachments }, of) => (await attachments.list(of.record, everything)).rows,
  'treatments.find': ({ treatments }, of) => treatments.find(of.treatment),
  'treatments.findForUpdate': ({ treatments }, of) => treatments.findForUpdate(of.treatment),
  'treatments.list': ({ treatments }, of) => listed(treatments.list(everything), of.treatment),
  'prescriptions.find': ({ prescriptions }, of) => prescriptions.find(of.prescription),
  'prescriptions.findForUpdate': ({ prescriptions }, of) => prescriptions.findForUpdate(of.prescription),
  'prescriptions.list': async ({ prescriptions }, of) =>
    (await prescriptions.list(of.treatment, everything)).rows,
  'prescriptions.listForPatient': async ({ prescriptions }, of) =>
    (await prescriptions.listForPatient(of.patient, everything)).rows,
  'auditLog.list': async ({ auditLog }, of) =>
    (await auditLog.list(everything)).rows.filter(({ patient }) => patient === of.patient),
};

const reads: Record<string, Call<unknown>> = {
  ...clinicalReads,
  'hospitals.find': ({ hospitals }, of) => hospitals.find(of.hospital),
  'hospitals.list': ({ hospitals }, of) => listed(hospitals.list(everything), of.hospital),
  'users.find': ({ users }, of) => users.find(of.doctor),
  'users.passwordHash': ({ users }, of) => users.passwordHash(of.doctor),
  'users.list': ({ users }, of) => listed(users.list(everything), of.patient),
  'users.listDoctors': ({ users }, of) => listed(users.listDoctors(everything, 5), of.doctor),
  'doctorSpecialties.find': ({ doctorSpecialties }, of) => doctorSpecialties.find(of.doctorSpecialty),
  'doctorSpecialties.list': ({ doctorSpecialties }, of) =>
    listed(doctorSpecialties.list(everything), of.doctorSpecialty),
  'availabilitySlots.find': ({ availabilitySlots }, of) => availabilitySlots.find(of.slot),
  'availabilitySlots.list': ({ availabilitySlots }, of) =>
    listed(availabilitySlots.list(everything, null, undefined), of.slot),
  'availabilitySlots.spansWithin': ({ availabilitySlots }, of) =>
    availabilitySlots.spansWithin(of.doctor, always),
  'appointments.find': ({ appointments }, of) => appointments.find(of.appointment),
  'appointments.list': ({ appointments }, of) => listed(appointments.list(everything), of.appointment),
  'appointments.prospect': async ({ appointments }, of) => {
    const { slot, ...found } = await appointments.prospect(of);
    return slot !== undefined || Object.values(found).some(Boolean);
  },
  'subscriptions.findLive': ({ subscriptions }, of) => subscriptions.findLive(of.hospital),
  'events.list': async ({ events }, of) =>
    (await events.list(everything)).rows.filter(({ id }) => id === of.event),
  'events.positionOf': ({ events }, of) => events.positionOf(of.event),
  'events.following': async ({ events }, of) =>
    (await events.following('0', [], 1000)).filter(({ id }) => id === of.event),
  'events.lastOf': ({ events }, of) => events.lastOf([of.hospital]),
  'webhooks.find': ({ webhooks }, of) => webhooks.find(of.webhook),
  'webhooks.findForUpdate': ({ webhooks }, of) => webhooks.findForUpdate(of.webhook),
  'webhooks.list': ({ webhooks }, of) => listed(webhooks.list(everything), of.webhook),
  'webhookDeliveries.find': ({ webhookDeliveries }, of) => webhookDeliveries.find(of.webhook, of.delivery),
  'webhookDeliveries.list': async ({ webhookDeliveries }, of) =>
    (await webhookDeliveries.list(of.webhook, everything)).rows,
};

const content = {
  record_type: 'diagnosis',
  title: 'Stolen',
  description: null,
  diagnosis: null,
  symptoms: null,
  vital_signs: null,
  lab_results: null,
  appointment: null,
  is_confidential: false,
} as const;

/** Changes of what another hospital has; `by` is the hospital that makes them. */
const writes: Record<string, (all: Repositories, of: TenantRows, by: TenantRows) => Promise<unknown>> = {
  'hospitals.update': ({ hospitals }, of) => hospitals.update(of.hospital, { city: 'Stolen' }),
  'users.update': ({ users }, of) => users.update(of.doctor, { bio: 'Stolen' }),
  'patients.save': ({ patients }, of) => patients.save(of.patient, { allergies: 'Stolen' }),
  'doctorSpecialties.update': ({ doctorSpecialties }, of) =>
    doctorSpecialties.update(of.doctorSpecialty, { years_of_experience: 9 }),
  'doctorSpecialties.demotePrimary': ({ doctorSpecialties }, of) =>
    doctorSpecialties.demotePrimary(of.doctor, at),
  'doctorSpecialties.delete': ({ doctorSpecialties }, of) => doctorSpecialties.delete(of.doctorSpecialty),
  'availabilitySlots.update': ({ availabilitySlots }, of) =>
    availabilitySlots.update(of.slot, { notes: 'Stolen' }),
  'availabilitySlots.delete': ({ availabilitySlots }, of) => availabilitySlots.delete(of.slot, at),
  'appointments.update': ({ appointments }, of) =>
    appointments.update(of.appointment, ['scheduled'], { notes: 'Stolen' }),
  'subscriptions.endLive': ({ subscriptions }, of) => subscriptions.endLive(of.hospital, at),
  'events.deleteBefore': ({ events }) => events.deleteBefore(at, 1000),
  'webhooks.update': ({ webhooks }, of) => webhooks.update(of.webhook, { url: 'https://stolen.example/' }),
  'webhooks.delete': ({ webhooks }, of) => webhooks.delete(of.webhook),
  'webhookDeliveries.update': ({ webhookDeliveries }, of) =>
    webhookDeliveries.update(of.webhook, of.delivery, { status: 'dead' }),
  'webhookDeliveries.deleteBefore': ({ webhookDeliveries }) => webhookDeliveries.deleteBefore(at, 1000),
  'medicalRecords.update': ({ medicalRecords }, of) =>
    medicalRecords.update(of.record, { ...content, version: 2, updated_at: at }),
  'medicalRecords.delete': ({ medicalRecords }, of) => medicalRecords.delete(of.record, at),
  'attachments.delete': ({ attachments }, of) => attachments.delete(of.record, of.attachment, at),
  async 'treatments.update'({ treatments }, of, by) {
    const { hospital, patient, doctor } = by;
    await treatments.update(of.treatment, {
      ...{ hospital, patient, doctor, appointment: null, diagnosis: 'Stolen', treatment_plan: 'Rest' },
      ...{ notes: null, status: 'planned', start_date: null, end_date: null },
      ...{ follow_up_required: false, follow_up_date: null, created_at: at, updated_at: at },
    });
  },
  async 'prescriptions.update'({ prescriptions }, of, by) {
    const { hospital, treatment, doctor } = by;
    await prescriptions.update(of.prescription, {
      ...{ hospital, treatment, prescribed_by: doctor, medication_name: 'Stolen', dosage: '1kg' },
      ...{ frequency: 'daily', duration: 'ever', instructions: null, route: null, quantity: null },
      ...{ refills_allowed: 0, status: 'active', start_date: null, end_date: null },
      ...{ created_at: at, updated_at: at },
    });
  },
};

/** Repositories of accounts and of the platform; what a hospital has is not told by them. */
const ofNoHospital = [
  'installation',
  'sessions',
  'apiKeys',
  'passwordResets',
  'signInFailures',
  'specialties',
  'subscriptionPlans',
  'auditSeals',
  'idempotencyKeys',
  // Each is one user's alone: avatar-sessions.test.ts, chat.test.ts.
  'avatarSessions',
  'chatSessions',
  'chatMessages',
  // Refuses whoever asks for one hospital: webhook-outbox.test.ts.
  'webhookOutbox',
];
/** What takes the id of nothing: rows to be added, whatever is unique on the platform, and counts. */
const withoutId = [
  /\.insert(All|Version)?$/,
  /^auditLog\.append$/,
  /^hospitals\.slugsLike$/,
  /^users\.(findByEmail|countActive|countActiveSuperusers|usernamesLike|isBound)$/,
  /^subscriptions\.limitsOf$/,
  /^events\.end$/,
  /^hospitalStatistics\./,
];

class Undo extends Error {}

describe.each(everyStore)('repositories of one hospital over %s', (store) => {
  let database: Database;
  let close: () => Promise<void>;
  let own: TenantRows;
  let other: TenantRows;

  beforeAll(async () => {
    ({ database, close } = await open(store));
    own = await writeTenant(database);
    other = await writeTenant(database);
    // Events show when every transaction is over that began before them, those of other databases too.
    await vi.waitFor(
      async () => {
        const last = await read('platform', ({ events }, of) => events.lastOf([of.hospital]), other);
        expect(last).toHaveLength(1);
      },
      { timeout: 10_000, interval: 20 },
    );
  });
  afterAll(() => close());

  const allOf = async (repositories: Repositories, of: TenantRows) => {
    const found: Record<string, unknown> = {};
    for (const [name, read] of Object.entries(reads)) found[name] = await read(repositories, of);
    return found;
  };
  const read = <T>(tenant: number | 'platform', call: Call<T>, of: TenantRows) =>
    database.transaction(tenant, (repositories) => call(repositories, of));

  it('are asked here by all their methods', async () => {
    const methods = await database.unrecorded('platform', async (repositories) =>
      namesIn(repositories)
        .filter((name) => !ofNoHospital.includes(name))
        .flatMap((name) => Object.keys(repositories[name]).map((method) => `${name}.${method}`)),
    );
    const asked = [...Object.keys(reads), ...Object.keys(writes)];
    const unasked = methods.filter((method) => !withoutId.some((pattern) => pattern.test(method)));
    expect(unasked.sort()).toEqual(asked.sort());
  });

  it.each(Object.entries(reads))('find nothing of another hospital by %s', async (_name, call) => {
    const nothing = [undefined, false, []];
    expect(nothing).toContainEqual(await read(own.hospital, call, other));
    expect(nothing).not.toContainEqual(await read(other.hospital, call, other));
  });

  it.each(Object.entries(clinicalReads))('find nothing for the whole platform by %s', async (_name, call) => {
    expect([undefined, []]).toContainEqual(await read('platform', call, own));
  });

  it.each(Object.entries(clinicalReads))('find as much without a transaction by %s', async (_name, call) => {
    const nothing = [undefined, []];
    const readClinical = (tenant: Tenant) =>
      database.readClinical(tenant, (repositories) => call(repositories, other));
    expect(nothing).toContainEqual(await readClinical(own.hospital));
    expect(nothing).toContainEqual(await readClinical('platform'));
    expect(await readClinical(other.hospital)).toEqual(await read(other.hospital, call, other));
  });

  it.each(Object.entries(writes))('change nothing of another hospital by %s', async (_name, write) => {
    const before = await read(other.hospital, allOf, other);
    // Refused or without effect: either will do.
    await database
      .transaction(own.hospital, (repositories) => write(repositories, other, own))
      .catch(() => undefined);
    expect(await read(other.hospital, allOf, other)).toEqual(before);

    let changed: unknown;
    const changing = database.transaction(other.hospital, async (repositories) => {
      await write(repositories, other, other);
      changed = await allOf(repositories, other);
      throw new Undo();
    });
    await expect(changing).rejects.toThrow(Undo);
    expect(changed).not.toEqual(before);
    expect(await read(other.hospital, allOf, other)).toEqual(before);
  });

  it('count nothing of another hospital', async () => {
    const figures = await database.transaction(own.hospital, async ({ hospitalStatistics }) => ({
      users: await hospitalStatistics.usersByRole(),
      appointments: await hospitalStatistics.appointmentsByStatus(),
      booked: await hospitalStatistics.appointmentsBetween([always.start_time, always.end_time]),
      work: await hospitalStatistics.openWork('2000-01-01T00:00:00.000Z'),
    }));
    expect(figures).toMatchObject({
      users: { doctor: 2, patient: 2 },
      appointments: { scheduled: 1 },
      booked: [{ all: 1, live: 1 }],
      work: { available_slots: 0, medical_records: 1, active_treatments: 1, active_prescriptions: 1 },
    });
  });
});

async function open(store: Store): Promise<{ database: Database; close(): Promise<void> }> {
  return store === 'memory'
    ? { database: createMemoryDatabase(), close: async () => undefined }
    : openSqlDatabase(store);
}

/** Of its prototype as well: a repository is made when it is asked for. */
function namesIn<T extends object>(object: T): Extract<keyof T, string>[] {
  const names: Extract<keyof T, string>[] = [];
  for (const name in object) names.push(name);
  return names;
}
