import type { EventType, OperationId } from '@medcor/contract';
import {
  book,
  createPerson,
  type HospitalFixture,
  openSlot,
  password,
  prescribe,
  unique,
  writeRecord,
  writeTreatment,
} from '../../../testing/fixture.js';
import type { TestApi } from '../../../testing/test-api.js';

/** What is to be told of what was asked for. */
export type Told = readonly [type: EventType, id: number][];

export type Request = () => Promise<Told>;

export type Send = (
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  token?: string,
) => Promise<ReturnType<typeof JSON.parse>>;

const newUser = () => ({
  email: `${unique('told.')}@example.org`,
  password,
  first_name: 'Tola',
  last_name: 'Told',
});

/** A request of each operation that events are told of, in the first hospital of a fixture. */
export function tellingRequests(
  api: () => TestApi,
  of: () => HospitalFixture,
  send: Send,
  superuser: () => string,
): Partial<Record<OperationId, Request>> {
  const member = () => createPerson(api(), of().admin.token, { role: 'nurse' });
  const plan = async () => {
    const fields = { name: unique('Plan '), plan_type: 'basic', price: '1.00', billing_cycle: 'monthly' };
    return (await send('POST', '/api/subscription-plans/', fields, superuser())).id;
  };

  const onAppointment = (step: string, type: EventType) => async (): Promise<Told> => {
    const id = await book(api(), of());
    await send('POST', `/api/appointments/${id}/${step}/`);
    return [
      ['appointment.created', id],
      [type, id],
    ];
  };

  return {
    'appointments.create': async () => [['appointment.created', await book(api(), of())]],
    async 'appointments.update'() {
      const id = await book(api(), of());
      await send('PUT', `/api/appointments/${id}/`, { notes: 'Bring the list.' });
      await send('PUT', `/api/appointments/${id}/`, { slot: await openSlot(api(), of()) });
      return [
        ['appointment.created', id],
        ['appointment.updated', id],
        ['appointment.updated', id],
      ];
    },
    async 'appointments.delete'() {
      const id = await book(api(), of());
      await send('DELETE', `/api/appointments/${id}/`);
      return [
        ['appointment.created', id],
        ['appointment.cancelled', id],
      ];
    },
    'appointments.confirm': onAppointment('confirm', 'appointment.confirmed'),
    'appointments.cancel': onAppointment('cancel', 'appointment.cancelled'),
    'appointments.complete': onAppointment('complete', 'appointment.completed'),
    'appointments.noShow': onAppointment('no-show', 'appointment.no_show'),
    async 'auth.register'() {
      const fields = { ...newUser(), password_confirm: password, hospital: of().id };
      return [['user.created', (await send('POST', '/api/auth/register/', fields)).user.id]];
    },
    async 'auth.updateProfile'() {
      const person = await member();
      await send('PUT', '/api/auth/profile/', { bio: 'Likes hiking.' }, person.token);
      return [
        ['user.created', person.id],
        ['user.updated', person.id],
      ];
    },
    async 'users.create'() {
      const { id } = await send('POST', '/api/auth/users/', { ...newUser(), role: 'staff' });
      return [['user.created', id]];
    },
    async 'users.bulk'() {
      const rows = [{ ...newUser(), role: 'staff' }, { role: 'staff' }, { ...newUser(), role: 'patient' }];
      const { results } = await send('POST', '/api/auth/users/bulk/', { users: rows });
      return [
        ['user.created', results[0].user.id],
        ['user.created', results[2].user.id],
      ];
    },
    async 'users.update'() {
      const { id } = await createPerson(api(), of().admin.token, { role: 'patient' });
      const path = `/api/auth/users/${id}/`;
      await send('PUT', path, { bio: 'Moved.' });
      await send('PUT', path, { allergies: 'Latex' });
      await send('PUT', path, { is_active: false });
      await send('PUT', path, { is_active: true, bio: null });
      await send('PUT', path, { is_active: false, bio: 'Gone.' });
      return [
        ['user.created', id],
        ['user.updated', id],
        ['user.updated', id],
        ['user.deactivated', id],
        ['user.updated', id],
        ['user.deactivated', id],
        ['user.updated', id],
      ];
    },
    async 'users.delete'() {
      const { id } = await member();
      await send('DELETE', `/api/auth/users/${id}/`);
      return [
        ['user.created', id],
        ['user.deactivated', id],
      ];
    },
    async 'users.activate'() {
      const { id } = await member();
      await send('POST', `/api/auth/users/${id}/deactivate/`);
      await send('POST', `/api/auth/users/${id}/activate/`);
      return [
        ['user.created', id],
        ['user.deactivated', id],
        ['user.updated', id],
      ];
    },
    async 'users.deactivate'() {
      const { id } = await member();
      await send('POST', `/api/auth/users/${id}/deactivate/`);
      return [
        ['user.created', id],
        ['user.deactivated', id],
      ];
    },
    'medicalRecords.create': async () => [['medical_record.created', await writeRecord(api(), of())]],
    async 'medicalRecords.update'() {
      const id = await writeRecord(api(), of());
      await send('PUT', `/api/medical-records/${id}/`, { title: 'Second visit' });
      return [
        ['medical_record.created', id],
        ['medical_record.updated', id],
      ];
    },
    async 'medicalRecords.delete'() {
      const id = await writeRecord(api(), of());
      await send('DELETE', `/api/medical-records/${id}/`);
      return [
        ['medical_record.created', id],
        ['medical_record.deleted', id],
      ];
    },
    'treatments.create': async () => [['treatment.created', await writeTreatment(api(), of())]],
    async 'treatments.update'() {
      const id = await writeTreatment(api(), of());
      await send('PUT', `/api/treatments/${id}/`, { notes: 'Better' });
      return [
        ['treatment.created', id],
        ['treatment.updated', id],
      ];
    },
    async 'prescriptions.create'() {
      const treatment = await writeTreatment(api(), of());
      return [
        ['treatment.created', treatment],
        ['prescription.created', await prescribe(api(), of(), treatment)],
      ];
    },
    async 'prescriptions.update'() {
      const treatment = await writeTreatment(api(), of());
      const id = await prescribe(api(), of(), treatment);
      await send('PUT', `/api/treatments/prescriptions/${id}/`, { instructions: 'With water' });
      return [
        ['treatment.created', treatment],
        ['prescription.created', id],
        ['prescription.updated', id],
      ];
    },
    async 'hospitals.update'() {
      await send('PUT', `/api/hospitals/${of().id}/`, { description: unique('Number ') });
      return [['hospital.updated', of().id]];
    },
    async 'subscriptionPlans.subscribe'() {
      const { id } = await send('POST', `/api/subscription-plans/${await plan()}/subscribe/`);
      return [['subscription.created', id]];
    },
  };
}
