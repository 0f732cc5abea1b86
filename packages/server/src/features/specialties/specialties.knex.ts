import type { Knex } from 'knex';
import type { Tenant } from '../../db/database.js';
import { listRows } from '../../db/knex/list.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { normalise } from '../../lists/normalise.js';
import { type SpecialtyRepository, specialtyList, specialtySearchText } from './specialties.repository.js';

const catalogueColumns = selectColumns('specialties', ['id', 'code', 'name', 'description', 'is_active']);

export function knexSpecialties(knex: Queryable, tenant: Tenant): SpecialtyRepository {
  const ofTenant = (query: Knex.QueryBuilder, hospitalColumn: string) =>
    tenant === 'platform' ? query : query.where(hospitalColumn, tenant);

  /** One row for each specialty of each active doctor. */
  const practised = () =>
    ofTenant(knex('doctor_specialties'), 'doctor_specialties.hospital_id')
      .join('users', 'users.id', 'doctor_specialties.doctor_id')
      .where({ 'users.role': 'doctor', 'users.is_active': true });

  /** The catalogue beside its numbers of doctors, counted once for all of it. */
  const specialties = () => {
    const counted = practised()
      .select('doctor_specialties.specialty_id')
      .count({ doctor_count: '*' })
      .groupBy('doctor_specialties.specialty_id');
    return knex('specialties').leftJoin(counted.as('counted'), 'counted.specialty_id', 'specialties.id');
  };
  const columns = [...catalogueColumns, knex.raw('coalesce(counted.doctor_count, 0) as doctor_count')];

  return {
    find: (id) => specialties().where('specialties.id', id).first(columns),
    list: (request) => listRows(knex, specialties(), columns, specialtyList, request),
    popular: (limit) =>
      specialties()
        .where('counted.doctor_count', '>', 0)
        .orderBy([
          { column: 'counted.doctor_count', order: 'desc' },
          { column: 'specialties.name_sort' },
          { column: 'specialties.id' },
        ])
        .limit(limit)
        .select(columns),
    statistics: () => {
      const doctors = practised().select(
        'doctor_specialties.specialty_id',
        'doctor_specialties.doctor_id',
        knex.raw('coalesce(doctor_specialties.years_of_experience, users.years_of_experience) as years'),
      );
      const booked = ofTenant(knex('appointments'), 'appointments.hospital_id')
        .select('appointments.doctor_id')
        .count({ appointments: '*' })
        .groupBy('appointments.doctor_id');
      return knex('specialties')
        .leftJoin(doctors.as('doctors'), 'doctors.specialty_id', 'specialties.id')
        .leftJoin(booked.as('booked'), 'booked.doctor_id', 'doctors.doctor_id')
        .where('specialties.is_active', true)
        .groupBy('specialties.id')
        .orderBy('specialties.id')
        .select(
          'specialties.id',
          'specialties.code',
          'specialties.name',
          // The driver reads `numeric`, which `sum` and `round` answer, as text.
          knex.raw('count(doctors.doctor_id) as doctors'),
          knex.raw('coalesce(sum(booked.appointments), 0)::bigint as appointments'),
          knex.raw('round(avg(doctors.years), 1)::float8 as average_years_of_experience'),
        );
    },
    async insert(specialty) {
      const [row] = await knex('specialties')
        .insert({
          ...toColumns(specialty),
          name_sort: normalise(specialty.name),
          search_text: specialtySearchText(specialty),
        })
        .returning(catalogueColumns);
      return { ...row, doctor_count: 0 };
    },
  };
}
