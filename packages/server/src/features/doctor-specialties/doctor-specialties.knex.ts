import type { DoctorSpecialty } from '@medcor/contract';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import { ofTenant } from '../../db/knex/of-tenant.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { ownHospital } from '../../db/own-hospital.js';
import { type DoctorSpecialtyRepository, doctorSpecialtyList } from './doctor-specialties.repository.js';

const stored = { hospital: 'hospital_id', doctor: 'doctor_id', specialty: 'specialty_id' };

const assignmentColumns = selectColumns(
  'doctor_specialties',
  [
    'id',
    'hospital',
    'doctor',
    'specialty',
    'is_primary',
    'years_of_experience',
    'certification_date',
    'created_at',
    'updated_at',
  ],
  stored,
);

export function knexDoctorSpecialties(knex: Queryable, tenant: Tenant): DoctorSpecialtyRepository {
  const assignments = () => ofTenant(knex, 'doctor_specialties', tenant);
  const named = () =>
    assignments()
      .join('users', 'users.id', 'doctor_specialties.doctor_id')
      .join('specialties', 'specialties.id', 'doctor_specialties.specialty_id');
  const columns = [
    ...assignmentColumns,
    knex.raw(`users.first_name || ' ' || users.last_name as doctor_name`),
    'specialties.name as specialty_name',
  ];
  const find = (id: number): Promise<DoctorSpecialty | undefined> =>
    named().where('doctor_specialties.id', id).first(columns);

  return {
    find,
    list: (request) => listRows(knex, named(), columns, doctorSpecialtyList, request),
    async insert(assignment) {
      const [row] = await knex('doctor_specialties')
        .insert({ ...toColumns(assignment, stored), hospital_id: ownHospital(tenant) })
        .returning('id');
      return named().where('doctor_specialties.id', row.id).first(columns);
    },
    async update(id, change) {
      await assignments().where('doctor_specialties.id', id).update(toColumns(change, stored));
      return find(id);
    },
    async demotePrimary(doctor, at) {
      await assignments()
        .where({ 'doctor_specialties.doctor_id': doctor, 'doctor_specialties.is_primary': true })
        .update({ is_primary: false, updated_at: at });
    },
    async delete(id) {
      await assignments().where('doctor_specialties.id', id).delete();
    },
  };
}
