import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Day, DayOut, Id, optionalText, TimestampOut, text } from './shared/fields.js';
import { pagedList, searchFilter } from './shared/lists.js';

export const PrescriptionStatus = z
  .enum(['active', 'completed', 'cancelled'])
  .register(components, { id: 'PrescriptionStatus' });

/** A medication prescribed within a treatment. */
export const Prescription = z
  .strictObject({
    id: z.int(),
    hospital: z.int(),
    treatment: z.int(),
    patient: z.int(),
    medication_name: z.string(),
    dosage: z.string(),
    frequency: z.string(),
    duration: z.string(),
    instructions: z.string().nullable(),
    route: z.string().nullable(),
    quantity: z.int().nullable(),
    refills_allowed: z.int(),
    status: PrescriptionStatus,
    start_date: DayOut.nullable(),
    end_date: DayOut.nullable(),
    prescribed_by: z.int(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'Prescription' });
export type Prescription = z.output<typeof Prescription>;

/** A prescription just written, with what speaks against it. */
export const PrescriptionWithWarnings = z
  .strictObject({
    ...Prescription.shape,
    warnings: z
      .array(z.string())
      .describe("Says so when the medication matches the patient's recorded allergies."),
  })
  .register(components, { id: 'PrescriptionWithWarnings' });
export type PrescriptionWithWarnings = z.output<typeof PrescriptionWithWarnings>;

const prescriptionFields = {
  medication_name: text(200),
  dosage: text(100),
  frequency: text(100),
  duration: text(100),
  instructions: optionalText(5000),
  route: optionalText(100),
  quantity: z.int().min(0).max(100_000).nullable(),
  refills_allowed: z.int().min(0).max(100),
  status: PrescriptionStatus,
  start_date: Day.nullable(),
  end_date: Day.nullable(),
};

export const PrescriptionCreate = z
  .strictObject(prescriptionFields)
  .partial()
  .required({ medication_name: true, dosage: true, frequency: true, duration: true })
  .register(components, { id: 'PrescriptionCreate' });
export type PrescriptionCreate = z.output<typeof PrescriptionCreate>;

export const PrescriptionUpdate = z
  .strictObject(prescriptionFields)
  .partial()
  .register(components, { id: 'PrescriptionUpdate' });
export type PrescriptionUpdate = z.output<typeof PrescriptionUpdate>;

const pathParams = z.strictObject({ id: Id });
const treatmentParams = z.strictObject({ treatment_id: Id });

const documentPrescription = {
  medication_name: 'Lisinopril',
  dosage: '10mg',
  frequency: 'Once daily',
  duration: '30 days',
  instructions: 'Take with food in the morning',
} as const;

const prescriptionExample: Prescription = {
  ...documentPrescription,
  id: 1,
  hospital: 1,
  treatment: 1,
  patient: 3,
  route: null,
  quantity: null,
  refills_allowed: 0,
  status: 'active',
  start_date: null,
  end_date: null,
  prescribed_by: 2,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

export const prescriptions = {
  get: endpoint({
    method: 'GET',
    path: '/api/treatments/prescriptions/:id/',
    pathParams,
    summary: 'Get a prescription',
    description: 'One prescription.',
    permission: 'clinical.read',
    success: { 200: Prescription },
    examples: { response: prescriptionExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/treatments/prescriptions/:id/',
    pathParams,
    summary: 'Update a prescription',
    description: 'Changes the fields that are sent; a new medication is checked against the allergies again.',
    permission: 'clinical.write',
    body: PrescriptionUpdate,
    success: { 200: PrescriptionWithWarnings },
    events: ['prescription.updated'],
    examples: {
      request: { status: 'completed' },
      response: { ...prescriptionExample, status: 'completed', warnings: [] },
    },
  }),
  list: endpoint({
    ...pagedList({
      item: Prescription,
      name: 'Prescription',
      filters: { ...searchFilter, status: PrescriptionStatus.optional() },
      ordering: ['created_at', 'medication_name'],
      defaultOrdering: '-created_at',
    }),
    path: '/api/treatments/:treatment_id/prescriptions/',
    pathParams: treatmentParams,
    summary: "List a treatment's prescriptions",
    description: 'What was prescribed within a treatment.',
    permission: 'clinical.read',
    examples: { response: { count: 1, next: null, previous: null, results: [prescriptionExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/treatments/:treatment_id/prescriptions/',
    pathParams: treatmentParams,
    summary: 'Add a prescription',
    description:
      "Prescribes a medication. If it matches the patient's recorded allergies it is made all the same, and " +
      '`warnings` says so.',
    permission: 'clinical.write',
    body: PrescriptionCreate,
    success: { 201: PrescriptionWithWarnings },
    events: ['prescription.created'],
    examples: {
      request: documentPrescription,
      response: { ...prescriptionExample, warnings: [] },
    },
  }),
};
