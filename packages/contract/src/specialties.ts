import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, optionalText, text } from './shared/fields.js';
import { pagedList, searchFilter } from './shared/lists.js';

const Count = z.int().min(0);

/** A field of medicine, in the platform's catalogue. */
export const Specialty = z
  .strictObject({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    is_active: z.boolean(),
    doctor_count: Count.describe(
      "Active doctors of the caller's hospital; a superuser's: of all, or of `hospital`.",
    ),
  })
  .register(components, { id: 'Specialty' });
export type Specialty = z.output<typeof Specialty>;

export const SpecialtyCreate = z
  .strictObject({
    name: text(100),
    code: z
      .string()
      .trim()
      .regex(/^[a-z0-9_]{2,50}$/, 'Two to fifty of a-z, 0-9 and _.'),
    description: optionalText(2000).optional(),
    is_active: z.boolean().optional(),
  })
  .register(components, { id: 'SpecialtyCreate' });
export type SpecialtyCreate = z.output<typeof SpecialtyCreate>;

export const SpecialtyStatistics = z
  .array(
    z.strictObject({
      id: z.int(),
      code: z.string(),
      name: z.string(),
      doctors: Count,
      appointments: Count.describe('Appointments of those doctors.'),
      average_years_of_experience: z.number().nullable(),
    }),
  )
  .register(components, { id: 'SpecialtyStatistics' });

const countedHospital = {
  hospital: Id.optional().describe('Whose doctors are counted; a superuser may name any.'),
};

const specialtyExample: Specialty = {
  id: 5,
  code: 'cardiology',
  name: 'Cardiology',
  description: 'Heart and blood vessels',
  is_active: true,
  doctor_count: 1,
};

export const specialties = {
  list: endpoint({
    ...pagedList({
      item: Specialty,
      name: 'Specialty',
      filters: {
        ...searchFilter,
        ...countedHospital,
        code: text(50).optional(),
        is_active: z.boolean().optional(),
      },
      ordering: ['name', 'code'],
      defaultOrdering: 'id',
    }),
    path: '/api/specialty/',
    summary: 'List specialties',
    description: "The platform's catalogue, with the number of doctors in your hospital.",
    permission: 'specialties.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [specialtyExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/specialty/',
    summary: 'Create a specialty',
    description: 'Adds to the catalogue. Name and code are unique.',
    permission: 'specialties.write',
    body: SpecialtyCreate,
    success: { 201: Specialty },
    errors: ['ALREADY_EXISTS'],
    examples: {
      request: { name: 'Sleep Medicine', code: 'sleep_medicine' },
      response: {
        ...specialtyExample,
        id: 41,
        code: 'sleep_medicine',
        name: 'Sleep Medicine',
        doctor_count: 0,
      },
    },
  }),
  popular: endpoint({
    method: 'GET',
    path: '/api/specialty/popular/',
    summary: 'List popular specialties',
    description: 'Those with the most doctors, most first; those without any are left out.',
    permission: 'specialties.read',
    query: z.strictObject({
      ...countedHospital,
      limit: z.int().min(1).max(100).default(10).describe('How many, 1 to 100 (default 10).'),
    }),
    success: { 200: z.array(Specialty) },
    errors: ['INVALID_REFERENCE'],
    examples: { response: [specialtyExample] },
  }),
  statistics: endpoint({
    method: 'GET',
    path: '/api/specialty/statistics/',
    summary: 'Get specialty statistics',
    description:
      'For each active specialty: doctors, their appointments, and their average years of experience.',
    permission: 'specialties.read',
    query: z.strictObject(countedHospital),
    success: { 200: SpecialtyStatistics },
    errors: ['INVALID_REFERENCE'],
    examples: {
      response: [
        {
          id: 5,
          code: 'cardiology',
          name: 'Cardiology',
          doctors: 1,
          appointments: 12,
          average_years_of_experience: 10,
        },
      ],
    },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/specialty/:id/',
    pathParams: z.strictObject({ id: Id }),
    summary: 'Get a specialty',
    description: 'One specialty of the catalogue.',
    permission: 'specialties.read',
    success: { 200: Specialty },
    examples: { response: specialtyExample },
  }),
};
