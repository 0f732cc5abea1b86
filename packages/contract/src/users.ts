import * as z from 'zod/v4';
import { roles } from './permissions.js';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { ErrorBody } from './shared/errors.js';
import {
  Day,
  DayOut,
  Email,
  EmptyBody,
  hospitalInBody,
  Id,
  NoContent,
  optionalText,
  Phone,
  TimestampOut,
  TimeZone,
  text,
} from './shared/fields.js';
import { arrayList, hospitalFilter, pagedList, searchFilter } from './shared/lists.js';

export const UserRole = z.enum(roles).register(components, { id: 'Role' });

export const BloodType = z
  .enum(['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'])
  .register(components, { id: 'BloodType' });

/** FHIR's AdministrativeGender. */
export const Gender = z.enum(['male', 'female', 'other', 'unknown']).register(components, { id: 'Gender' });

const summaryFields = {
  id: z.int(),
  email: z.string(),
  username: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  full_name: z.string(),
  role: UserRole,
  hospital: z.int().nullable(),
  is_superuser: z.boolean(),
  is_active: z.boolean(),
  phone_number: z.string().nullable(),
  date_of_birth: DayOut.nullable(),
  gender: Gender.nullable(),
  department: z.string().nullable(),
  license_number: z.string().nullable(),
  years_of_experience: z.int().nullable(),
  last_login: TimestampOut.nullable(),
  created_at: TimestampOut,
  updated_at: TimestampOut,
};

/** A user as lists show them. */
export const UserSummary = z.strictObject(summaryFields).register(components, { id: 'UserSummary' });
export type UserSummary = z.output<typeof UserSummary>;

/** What a patient's care depends on; kept apart from the account, under row-level security. */
export const ClinicalFields = z.strictObject({
  blood_type: BloodType.nullable(),
  allergies: z.string().nullable(),
  medical_conditions: z.string().nullable(),
  current_medications: z.string().nullable(),
});
export type ClinicalFields = z.output<typeof ClinicalFields>;

/**
 * One user, whole. The clinical fields are those of patients; they are `null` for everyone else, and for
 * readers who may not see them.
 */
export const User = z
  .strictObject({
    ...summaryFields,
    address: z.string().nullable(),
    bio: z.string().nullable(),
    emergency_contact_name: z.string().nullable(),
    emergency_contact_phone: z.string().nullable(),
    preferred_language: z.string().nullable(),
    timezone: z.string().nullable(),
    ...ClinicalFields.shape,
  })
  .register(components, { id: 'User' });
export type User = z.output<typeof User>;

/** What a doctor shows to everyone of their hospital. */
export const Doctor = z
  .strictObject({
    id: z.int(),
    first_name: z.string(),
    last_name: z.string(),
    full_name: z.string(),
    department: z.string().nullable(),
    license_number: z.string().nullable(),
    years_of_experience: z.int().nullable(),
    bio: z.string().nullable(),
    specialties: z.array(z.strictObject({ id: z.int(), name: z.string(), is_primary: z.boolean() })),
    hospital: z.int().nullable(),
  })
  .register(components, { id: 'Doctor' });
export type Doctor = z.output<typeof Doctor>;

/** A new password. Also refused when it is common, or equal to the e-mail address or a name. */
export const NewPassword = z.string().min(10).max(128).meta({ format: 'password' });

const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9._@+-]+$/, 'Letters, digits and . _ @ + - only.');

/** Fields that an account's own user may change. */
export const ownAccountFields = {
  email: Email,
  username: Username,
  first_name: text(100),
  last_name: text(100),
  phone_number: Phone.nullable(),
  date_of_birth: Day.nullable(),
  gender: Gender.nullable(),
  department: optionalText(100),
  license_number: optionalText(50),
  years_of_experience: z.int().min(0).max(80).nullable(),
  address: optionalText(500),
  bio: optionalText(5000),
  emergency_contact_name: optionalText(200),
  emergency_contact_phone: Phone.nullable(),
  preferred_language: z
    .string()
    .trim()
    .max(35)
    .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'A language tag such as "en" or "es-MX".')
    .nullable(),
  timezone: TimeZone.nullable(),
  blood_type: BloodType.nullable(),
  allergies: optionalText(5000),
  medical_conditions: optionalText(5000),
  current_medications: optionalText(5000),
};

export const UserCreate = z
  .strictObject(ownAccountFields)
  .partial()
  .required({ email: true, first_name: true, last_name: true })
  .extend({
    password: NewPassword,
    role: UserRole,
    ...hospitalInBody,
  })
  .register(components, { id: 'UserCreate' });
export type UserCreate = z.output<typeof UserCreate>;

export const UserUpdate = z
  .strictObject(ownAccountFields)
  .partial()
  .extend({
    role: UserRole.optional(),
    is_active: z.boolean().optional(),
    hospital: Id.optional().describe('Only a superuser may change this.'),
  })
  .register(components, { id: 'UserUpdate' });
export type UserUpdate = z.output<typeof UserUpdate>;

export const UserBulkCreate = z
  .strictObject({ users: z.array(z.unknown()).min(1).max(500).describe('Each as for creating one user.') })
  .register(components, { id: 'UserBulkCreate' });

export const UserBulkResult = z
  .strictObject({
    created: z.int(),
    failed: z.int(),
    results: z.array(
      z.union([
        z.strictObject({ index: z.int(), user: UserSummary }),
        z.strictObject({ index: z.int(), error: ErrorBody.shape.error }),
      ]),
    ),
  })
  .register(components, { id: 'UserBulkResult' });

/** All the platform holds of a patient. */
export const PatientExport = z
  .strictObject({
    exported_at: TimestampOut,
    patient: User,
    appointments: z.array(z.record(z.string(), z.unknown())),
    medical_records: z.array(z.record(z.string(), z.unknown())),
    treatments: z.array(z.record(z.string(), z.unknown())),
    prescriptions: z.array(z.record(z.string(), z.unknown())),
    chat_messages: z.array(z.record(z.string(), z.unknown())),
    accesses: z.array(z.record(z.string(), z.unknown())).describe('Who looked at it, from the audit log.'),
  })
  .register(components, { id: 'PatientExport' });
export type PatientExport = z.output<typeof PatientExport>;

const pathParams = z.strictObject({ id: Id });

const doctorRequest = {
  email: 'dr.smith@hospital.com',
  username: 'drsmith',
  password: 'DoctorPass123!',
  first_name: 'Jane',
  last_name: 'Smith',
  role: 'doctor',
  hospital: 1,
  department: 'Cardiology',
  license_number: 'MD123456',
  years_of_experience: 10,
} as const;

export const userSummaryExample: UserSummary = {
  id: 2,
  email: 'dr.smith@hospital.com',
  username: 'drsmith',
  first_name: 'Jane',
  last_name: 'Smith',
  full_name: 'Jane Smith',
  role: 'doctor',
  hospital: 1,
  is_superuser: false,
  is_active: true,
  phone_number: null,
  date_of_birth: null,
  gender: null,
  department: 'Cardiology',
  license_number: 'MD123456',
  years_of_experience: 10,
  last_login: null,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

export const userExample: User = {
  ...userSummaryExample,
  address: null,
  bio: null,
  emergency_contact_name: null,
  emergency_contact_phone: null,
  preferred_language: null,
  timezone: null,
  blood_type: null,
  allergies: null,
  medical_conditions: null,
  current_medications: null,
};

const doctorExample: Doctor = {
  id: 2,
  first_name: 'Jane',
  last_name: 'Smith',
  full_name: 'Jane Smith',
  department: 'Cardiology',
  license_number: 'MD123456',
  years_of_experience: 10,
  bio: null,
  specialties: [{ id: 5, name: 'Cardiology', is_primary: true }],
  hospital: 1,
};

const nameOrdering = ['first_name', 'last_name', 'created_at'] as const;

export const users = {
  list: endpoint({
    ...pagedList({
      item: UserSummary,
      name: 'UserSummary',
      filters: {
        ...searchFilter,
        ...hospitalFilter,
        role: UserRole.optional(),
        is_active: z.boolean().optional(),
        is_superuser: z.boolean().optional(),
        department: text(100).optional(),
      },
      ordering: [...nameOrdering, 'email', 'last_login'],
      defaultOrdering: 'id',
    }),
    path: '/api/auth/users/',
    summary: 'List users',
    description: 'The users of your hospital; a patient sees themselves only.',
    permission: 'users.read',
    errors: ['INVALID_REFERENCE'],
    examples: { response: { count: 1, next: null, previous: null, results: [userSummaryExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/auth/users/',
    summary: 'Create a user',
    description: 'Adds a user to your hospital. Clinical fields are taken for patients only.',
    permission: 'users.manage',
    apiKeys: false,
    body: UserCreate,
    success: { 201: User },
    errors: ['ALREADY_EXISTS', 'INVALID_REFERENCE', 'PLAN_LIMIT_REACHED'],
    events: ['user.created'],
    examples: { request: doctorRequest, response: userExample },
  }),
  bulk: endpoint({
    method: 'POST',
    path: '/api/auth/users/bulk/',
    summary: 'Create many users',
    description: 'Takes up to 500 users. Each stands for itself: one refused row never sinks another.',
    permission: 'users.manage',
    apiKeys: false,
    rate: 'bulk',
    rows: 'users',
    body: UserBulkCreate,
    success: { 200: UserBulkResult },
    events: ['user.created'],
    examples: {
      request: { users: [doctorRequest] },
      response: { created: 1, failed: 0, results: [{ index: 0, user: userSummaryExample }] },
    },
  }),
  doctors: endpoint({
    ...arrayList({
      item: Doctor,
      name: 'Doctor',
      filters: {
        ...searchFilter,
        ...hospitalFilter,
        specialty: Id.optional(),
        department: text(100).optional(),
      },
      ordering: ['first_name', 'last_name', 'years_of_experience'],
      defaultOrdering: 'id',
    }),
    path: '/api/auth/users/doctors/',
    summary: 'List doctors',
    description: 'The active doctors of your hospital, as a bare array, with what they show to everyone.',
    permission: 'users.doctors',
    errors: ['INVALID_REFERENCE'],
    examples: { response: [doctorExample] },
  }),
  patients: endpoint({
    ...arrayList({
      item: UserSummary,
      name: 'Patient',
      filters: { ...searchFilter, ...hospitalFilter },
      ordering: nameOrdering,
      defaultOrdering: 'id',
    }),
    path: '/api/auth/users/patients/',
    summary: 'List patients',
    description: 'The active patients of your hospital, as a bare array.',
    permission: 'users.patients',
    errors: ['INVALID_REFERENCE'],
    examples: { response: [{ ...userSummaryExample, id: 3, role: 'patient' }] },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/auth/users/:id/',
    pathParams,
    summary: 'Get a user',
    description: 'One user, whole. The clinical fields are shown to those who may read them, else `null`.',
    permission: 'users.read',
    success: { 200: User },
    examples: { response: userExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/auth/users/:id/',
    pathParams,
    summary: 'Update a user',
    description:
      'Changes the fields that are sent. Nobody changes their own `role`, `hospital` or `is_active`; a ' +
      "superuser's account is changed by a superuser only.",
    permission: 'users.update',
    apiKeys: false,
    body: UserUpdate,
    success: { 200: User },
    errors: ['ALREADY_EXISTS', 'INVALID_REFERENCE', 'LAST_SUPERUSER', 'PLAN_LIMIT_REACHED'],
    events: ['user.updated', 'user.deactivated'],
    examples: { request: { phone_number: '+1-212-555-0102' }, response: userExample },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/auth/users/:id/',
    pathParams,
    summary: 'Deactivate a user',
    description:
      'Deactivates the account: nothing is erased, access ends at once. Nobody deactivates themselves.',
    permission: 'users.manage',
    apiKeys: false,
    success: { 204: NoContent },
    errors: ['LAST_SUPERUSER'],
    events: ['user.deactivated'],
  }),
  activate: endpoint({
    method: 'POST',
    path: '/api/auth/users/:id/activate/',
    pathParams,
    summary: 'Activate a user',
    description: 'Lets a deactivated user sign in again.',
    permission: 'users.manage',
    apiKeys: false,
    body: EmptyBody,
    success: { 200: User },
    errors: ['PLAN_LIMIT_REACHED'],
    events: ['user.updated'],
    examples: { request: {}, response: userExample },
  }),
  deactivate: endpoint({
    method: 'POST',
    path: '/api/auth/users/:id/deactivate/',
    pathParams,
    summary: 'Deactivate a user',
    description: 'As deleting, but answers the user. Nobody deactivates themselves.',
    permission: 'users.manage',
    apiKeys: false,
    body: EmptyBody,
    success: { 200: User },
    errors: ['LAST_SUPERUSER'],
    events: ['user.deactivated'],
    examples: { request: {}, response: { ...userExample, is_active: false } },
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/auth/users/:id/export/',
    pathParams,
    summary: 'Export a patient',
    description: 'All the platform holds of a patient, as one document; for the patient and their admins.',
    permission: 'users.export',
    cache: 'no-store',
    success: { 200: PatientExport },
    examples: {
      response: {
        exported_at: '2025-01-20T09:00:00.000Z',
        patient: { ...userExample, id: 3, role: 'patient' },
        appointments: [],
        medical_records: [],
        treatments: [],
        prescriptions: [],
        chat_messages: [],
        accesses: [],
      },
    },
  }),
};
