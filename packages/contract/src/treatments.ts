import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Day, DayOut, Id, optionalText, TimestampOut, text } from './shared/fields.js';
import { dateRangeFilter, hospitalFilter, pagedList, searchFilter } from './shared/lists.js';

export const TreatmentStatus = z
  .enum(['planned', 'in_progress', 'completed', 'cancelled', 'on_hold'])
  .register(components, { id: 'TreatmentStatus' });

/** What a doctor does about a diagnosis. */
export const Treatment = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    appointment: z.int().nullable(),
    patient: z.int(),
    patient_name: z.string(),
    doctor: z.int(),
    doctor_name: z.string(),
    diagnosis: z.string(),
    treatment_plan: z.string(),
    notes: z.string().nullable(),
    status: TreatmentStatus,
    start_date: DayOut.nullable(),
    end_date: DayOut.nullable(),
    follow_up_required: z.boolean(),
    follow_up_date: DayOut.nullable(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'Treatment' });
export type Treatment = z.output<typeof Treatment>;

const treatmentFields = {
  doctor: Id,
  appointment: Id.nullable(),
  diagnosis: text(5000),
  treatment_plan: text(20_000),
  notes: optionalText(20_000),
  status: TreatmentStatus,
  start_date: Day.nullable(),
  end_date: Day.nullable(),
  follow_up_required: z.boolean(),
  follow_up_date: Day.nullable().describe('Needed when a follow-up is required.'),
};

export const TreatmentCreate = z
  .strictObject(treatmentFields)
  .partial()
  .required({ doctor: true, diagnosis: true, treatment_plan: true })
  .extend({ patient: Id })
  .register(components, { id: 'TreatmentCreate' });
export type TreatmentCreate = z.output<typeof TreatmentCreate>;

export const TreatmentUpdate = z
  .strictObject(treatmentFields)
  .partial()
  .register(components, { id: 'TreatmentUpdate' });
export type TreatmentUpdate = z.output<typeof TreatmentUpdate>;

const pathParams = z.strictObject({ id: Id });

const documentTreatment = {
  appointment: 1,
  patient: 3,
  doctor: 2,
  diagnosis: 'Mild hypertension',
  treatment_plan: 'Lifestyle changes and medication',
  notes: 'Monitor blood pressure weekly',
  follow_up_required: true,
  follow_up_date: '2025-02-20',
} as const;

const treatmentExample: Treatment = {
  ...documentTreatment,
  id: 1,
  hospital: 1,
  patient_name: 'Alice Johnson',
  doctor_name: 'Jane Smith',
  status: 'planned',
  start_date: null,
  end_date: null,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

export const treatments = {
  list: endpoint({
    ...pagedList({
      item: Treatment,
      name: 'Treatment',
      filters: {
        ...searchFilter,
        ...hospitalFilter,
        ...dateRangeFilter,
        patient: Id.optional(),
        doctor: Id.optional(),
        appointment: Id.optional(),
        status: TreatmentStatus.optional(),
        follow_up_required: z.boolean().optional(),
      },
      ordering: ['created_at', 'updated_at', 'follow_up_date'],
      defaultOrdering: '-created_at',
    }),
    path: '/api/treatments/',
    summary: 'List treatments',
    description:
      "The treatments of your hospital's patients; a patient sees their own. The date range is that of the creation.",
    permission: 'clinical.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [treatmentExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/treatments/',
    summary: 'Create a treatment',
    description: 'Records what is done about a diagnosis, planned unless said otherwise.',
    permission: 'clinical.write',
    body: TreatmentCreate,
    success: { 201: Treatment },
    errors: ['INVALID_REFERENCE'],
    events: ['treatment.created'],
    examples: { request: documentTreatment, response: treatmentExample },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/treatments/:id/',
    pathParams,
    summary: 'Get a treatment',
    description: 'One treatment.',
    permission: 'clinical.read',
    success: { 200: Treatment },
    examples: { response: treatmentExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/treatments/:id/',
    pathParams,
    summary: 'Update a treatment',
    description: 'Changes the fields that are sent.',
    permission: 'clinical.write',
    body: TreatmentUpdate,
    success: { 200: Treatment },
    errors: ['INVALID_REFERENCE'],
    events: ['treatment.updated'],
    examples: {
      request: { status: 'in_progress' },
      response: { ...treatmentExample, status: 'in_progress' },
    },
  }),
};
