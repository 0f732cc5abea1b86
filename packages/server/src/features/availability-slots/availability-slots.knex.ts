import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { asWritten, nameOf, selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import { inLiveStatuses } from '../appointments/appointments.repository.js';
import { type AvailabilitySlotRepository, type NewSlot, slotList } from './availability-slots.repository.js';

const stored = { hospital: 'hospital_id', doctor: 'doctor_id' };

const columns = [
  ...selectColumns(
    'availability_slots',
    ['id', 'hospital', 'doctor', 'start_time', 'end_time', 'is_open', 'notes', 'created_at', 'updated_at'],
    stored,
  ),
  nameOf('availability_slots.doctor_id', 'doctor_name'),
  'holders.id is not null as is_held',
];

/** The one live appointment of a slot, if there is one. Written out, so that the partial index is seen to fit. */
const holders = `
  left join appointments holders
    on holders.slot_id = availability_slots.id
   and holders.status ${inLiveStatuses}`;

export function knexAvailabilitySlots(knex: Queryable, tenant: Tenant): AvailabilitySlotRepository {
  const slots = () => ofTenant(knex, 'availability_slots', tenant).whereNull('availability_slots.deleted_at');
  const whole = () => slots().joinRaw(holders);
  /** The whole rows that a statement wrote: within the query, its answer stands in for the table. */
  const written = (statement: Knex.QueryBuilder): Knex.QueryBuilder =>
    whole()
      .with('availability_slots', statement.returning('*'))
      .select(asWritten(knex, columns))
      .orderBy('availability_slots.start_time');

  const added = (slot: NewSlot) => ({ ...toColumns(slot, stored), hospital_id: ownHospital(tenant) });

  return {
    find: (id) => whole().where('availability_slots.id', id).first(asWritten(knex, columns)),
    list(request, offeredFrom, specialty) {
      const from = whole();
      if (specialty !== undefined) {
        from.whereRaw(
          `exists (select from doctor_specialties d
                    where d.hospital_id = availability_slots.hospital_id
                      and d.doctor_id = availability_slots.doctor_id and d.specialty_id = ?)`,
          [specialty],
        );
      }
      return listRows(knex, from, columns, slotList(offeredFrom), request);
    },
    spansWithin: (doctor, { start_time, end_time }) =>
      slots()
        .where('availability_slots.doctor_id', doctor)
        .whereRaw('tstzrange(start_time, end_time) && tstzrange(?, ?)', [start_time, end_time])
        .select('start_time', 'end_time')
        .orderBy('start_time'),
    async insert(slot) {
      const [row] = await written(knex('availability_slots').insert(added(slot)));
      return row;
    },
    async insertAll(slots) {
      if (slots.length === 0) return [];
      return written(knex('availability_slots').insert(slots.map(added)));
    },
    async update(id, change) {
      const statement = slots().where('availability_slots.id', id).update(toColumns(change, stored));
      const [row] = await written(statement);
      return row;
    },
    async delete(id, at) {
      await slots().where('availability_slots.id', id).update({ deleted_at: at });
    },
  };
}
