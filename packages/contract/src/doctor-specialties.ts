import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Day, DayOut, hospitalInBody, Id, NoContent, TimestampOut } from './shared/fields.js';
import { hospitalFilter, pagedList } from './shared/lists.js';

/** A doctor's specialty. */
export const DoctorSpecialty = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    doctor: z.int(),
    doctor_name: z.string(),
    specialty: z.int(),
    specialty_name: z.string(),
    is_primary: z.boolean(),
    years_of_experience: z.int().nullable(),
    certification_date: DayOut.nullable(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'DoctorSpecialty' });
export type DoctorSpecialty = z.output<typeof DoctorSpecialty>;

const doctorSpecialtyFields = {
  is_primary: z.boolean().describe('A doctor has at most one primary specialty: a new one demotes the old.'),
  years_of_experience: z.int().min(0).max(80).nullable(),
  certification_date: Day.nullable(),
};

export const DoctorSpecialtyCreate = z
  .strictObject(doctorSpecialtyFields)
  .partial()
  .extend({ doctor: Id, specialty: Id, ...hospitalInBody })
  .register(components, { id: 'DoctorSpecialtyCreate' });
export type DoctorSpecialtyCreate = z.output<typeof DoctorSpecialtyCreate>;

export const DoctorSpecialtyUpdate = z
  .strictObject(doctorSpecialtyFields)
  .partial()
  .register(components, { id: 'DoctorSpecialtyUpdate' });
export type DoctorSpecialtyUpdate = z.output<typeof DoctorSpecialtyUpdate>;

const pathParams = z.strictObject({ id: Id });

const doctorSpecialtyExample: DoctorSpecialty = {
  id: 1,
  hospital: 1,
  doctor: 2,
  doctor_name: 'Jane Smith',
  specialty: 5,
  specialty_name: 'Cardiology',
  is_primary: true,
  years_of_experience: 10,
  certification_date: '2014-06-15',
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

export const doctorSpecialties = {
  list: endpoint({
    ...pagedList({
      item: DoctorSpecialty,
      name: 'DoctorSpecialty',
      filters: {
        ...hospitalFilter,
        doctor: Id.optional(),
        specialty: Id.optional(),
        is_primary: z.boolean().optional(),
      },
      ordering: ['created_at', 'years_of_experience'],
      defaultOrdering: 'id',
    }),
    path: '/api/specialty/doctor-specialties/',
    summary: "List doctors' specialties",
    description: 'Which doctor of your hospital practises what.',
    permission: 'doctor-specialties.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [doctorSpecialtyExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/specialty/doctor-specialties/',
    summary: 'Assign a specialty to a doctor',
    description: 'The same specialty cannot be assigned twice.',
    permission: 'doctor-specialties.manage',
    body: DoctorSpecialtyCreate,
    success: { 201: DoctorSpecialty },
    errors: ['ALREADY_EXISTS', 'INVALID_REFERENCE'],
    examples: {
      request: {
        doctor: 2,
        specialty: 5,
        is_primary: true,
        years_of_experience: 10,
        certification_date: '2014-06-15',
      },
      response: doctorSpecialtyExample,
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/specialty/doctor-specialties/:id/',
    pathParams,
    summary: "Get a doctor's specialty",
    description: 'One assignment.',
    permission: 'doctor-specialties.read',
    success: { 200: DoctorSpecialty },
    examples: { response: doctorSpecialtyExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/specialty/doctor-specialties/:id/',
    pathParams,
    summary: "Update a doctor's specialty",
    description: 'Changes the fields that are sent; a doctor may change their own.',
    permission: 'doctor-specialties.update',
    body: DoctorSpecialtyUpdate,
    success: { 200: DoctorSpecialty },
    examples: {
      request: { years_of_experience: 11 },
      response: { ...doctorSpecialtyExample, years_of_experience: 11 },
    },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/specialty/doctor-specialties/:id/',
    pathParams,
    summary: "Remove a doctor's specialty",
    description: 'The doctor no longer counts under it.',
    permission: 'doctor-specialties.manage',
    success: { 204: NoContent },
  }),
};
