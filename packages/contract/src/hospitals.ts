import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Email, Id, NoContent, optionalText, Phone, TimestampOut, TimeZone, text } from './shared/fields.js';
import { pagedList, searchFilter } from './shared/lists.js';
import { Subscription, subscriptionExample } from './subscription-plans.js';

export const HospitalType = z
  .enum([
    'general',
    'specialty',
    'clinic',
    'medical_center',
    'urgent_care',
    'rehabilitation',
    'psychiatric',
    'children',
    'women',
    'cancer',
  ])
  .register(components, { id: 'HospitalType' });

/** A hospital: the tenant that users and all they do belong to. */
export const Hospital = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    slug: z.string().describe('Made from the name; unique.'),
    hospital_type: HospitalType,
    description: z.string().nullable(),
    contact_email: z.string(),
    contact_phone: z.string(),
    website: z.string().nullable(),
    address_line1: z.string().nullable(),
    address_line2: z.string().nullable(),
    city: z.string(),
    state: z.string(),
    country: z.string(),
    postal_code: z.string().nullable(),
    timezone: z.string().describe('IANA zone in which the hospital counts its days.'),
    bed_count: z.int().nullable(),
    emergency_services: z.boolean(),
    remote_ai_enabled: z.boolean().describe('Whether chat and voice may use providers outside the server.'),
    is_active: z.boolean(),
    created_at: TimestampOut,
    updated_at: TimestampOut,
  })
  .register(components, { id: 'Hospital' });
export type Hospital = z.output<typeof Hospital>;

const hospitalFields = {
  name: text(200),
  city: text(100),
  state: text(100),
  country: text(100),
  hospital_type: HospitalType,
  contact_email: Email,
  contact_phone: Phone,
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .max(100)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Lower-case words joined by "-".'),
  description: optionalText(5000),
  website: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  address_line1: optionalText(200),
  address_line2: optionalText(200),
  postal_code: optionalText(20),
  timezone: TimeZone,
  bed_count: z.int().min(0).max(100_000).nullable(),
  emergency_services: z.boolean(),
  remote_ai_enabled: z.boolean(),
};

export const HospitalUpdate = z
  .strictObject(hospitalFields)
  .partial()
  .extend({ is_active: z.boolean().optional().describe('Only a superuser may change this.') })
  .register(components, { id: 'HospitalUpdate' });
export type HospitalUpdate = z.output<typeof HospitalUpdate>;

export const HospitalCreate = z
  .strictObject(hospitalFields)
  .partial()
  .required({
    name: true,
    city: true,
    state: true,
    country: true,
    hospital_type: true,
    contact_email: true,
    contact_phone: true,
  })
  .register(components, { id: 'HospitalCreate' });
export type HospitalCreate = z.output<typeof HospitalCreate>;

const Count = z.int().min(0);

export const HospitalStatistics = z
  .strictObject({
    users: z
      .strictObject({ total: Count, admin: Count, doctor: Count, nurse: Count, staff: Count, patient: Count })
      .describe('Active users by role.'),
    appointments: z
      .strictObject({
        total: Count,
        scheduled: Count,
        confirmed: Count,
        completed: Count,
        cancelled: Count,
        no_show: Count,
      })
      .describe('Appointments by status.'),
    appointments_today: Count.describe("Live appointments that start today, in the hospital's time zone."),
    appointments_next_7_days: Count.describe(
      'Live appointments that start within the seven days from today.',
    ),
    available_slots: Count.describe('Offered slots that lie ahead.'),
    medical_records: Count,
    active_treatments: Count.describe('Treatments that are planned, in progress or on hold.'),
    active_prescriptions: Count,
    appointments_per_day: z
      .array(z.strictObject({ date: z.string(), count: Count }))
      .describe('The last 30 days, today last, days without appointments included.'),
  })
  .register(components, { id: 'HospitalStatistics' });

const pathParams = z.strictObject({ id: Id });

const documentHospital = {
  name: 'City General Hospital',
  city: 'New York',
  state: 'NY',
  country: 'USA',
  hospital_type: 'general',
  contact_email: 'admin@citygeneral.com',
  contact_phone: '+1-212-555-0100',
} as const;

const hospitalExample: Hospital = {
  ...documentHospital,
  id: 1,
  slug: 'city-general-hospital',
  description: null,
  website: null,
  address_line1: null,
  address_line2: null,
  postal_code: null,
  timezone: 'UTC',
  bed_count: null,
  emergency_services: false,
  remote_ai_enabled: false,
  is_active: true,
  created_at: '2025-01-20T09:00:00.000Z',
  updated_at: '2025-01-20T09:00:00.000Z',
};

const statisticsExample: z.output<typeof HospitalStatistics> = {
  users: { total: 3, admin: 1, doctor: 1, nurse: 0, staff: 0, patient: 1 },
  appointments: { total: 1, scheduled: 1, confirmed: 0, completed: 0, cancelled: 0, no_show: 0 },
  appointments_today: 1,
  appointments_next_7_days: 1,
  available_slots: 0,
  medical_records: 1,
  active_treatments: 1,
  active_prescriptions: 1,
  appointments_per_day: [{ date: '2025-01-20', count: 1 }],
};

export const hospitals = {
  list: endpoint({
    ...pagedList({
      item: Hospital,
      name: 'Hospital',
      filters: {
        ...searchFilter,
        hospital_type: HospitalType.optional(),
        is_active: z.boolean().optional(),
      },
      ordering: ['name', 'city', 'created_at'],
      defaultOrdering: 'id',
    }),
    path: '/api/hospitals/',
    summary: 'List hospitals',
    description: 'A superuser sees every hospital, an admin their own.',
    permission: 'hospitals.list',
    examples: { response: { count: 1, next: null, previous: null, results: [hospitalExample] } },
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/hospitals/',
    summary: 'Create a hospital',
    description:
      'Makes a tenant. While the installation is unclaimed, one hospital may be created without a token, from ' +
      'the machine itself or with `X-Setup-Token`; afterwards this takes a superuser.',
    permission: 'hospitals.manage',
    signIn: 'first-run',
    body: HospitalCreate,
    success: { 201: Hospital },
    errors: ['ALREADY_EXISTS'],
    examples: { request: documentHospital, response: hospitalExample },
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/hospitals/:id/',
    pathParams,
    summary: 'Get a hospital',
    description: 'Everyone may read their own hospital; a superuser any.',
    permission: 'hospitals.read',
    success: { 200: Hospital },
    examples: { response: hospitalExample },
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/hospitals/:id/',
    pathParams,
    summary: 'Update a hospital',
    description: 'Changes the fields that are sent; `null` clears a nullable one.',
    permission: 'hospitals.update',
    body: HospitalUpdate,
    success: { 200: Hospital },
    errors: ['ALREADY_EXISTS', 'LAST_SUPERUSER'],
    events: ['hospital.updated'],
    examples: {
      request: { bed_count: 250, emergency_services: true },
      response: { ...hospitalExample, bed_count: 250, emergency_services: true },
    },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/hospitals/:id/',
    pathParams,
    summary: 'Delete a hospital',
    description:
      'Deactivates the hospital: nothing is erased, its users lose access at once. The hospital of the last ' +
      'active superuser cannot be deactivated.',
    permission: 'hospitals.manage',
    success: { 204: NoContent },
    errors: ['LAST_SUPERUSER'],
    events: ['hospital.updated'],
  }),
  statistics: endpoint({
    method: 'GET',
    path: '/api/hospitals/:id/statistics/',
    pathParams,
    summary: "Get a hospital's statistics",
    description: 'Users by role, appointments by status, and what lies ahead.',
    permission: 'hospitals.read',
    success: { 200: HospitalStatistics },
    examples: { response: statisticsExample },
  }),
  subscription: endpoint({
    method: 'GET',
    path: '/api/hospitals/:id/subscription/',
    pathParams,
    summary: "Get a hospital's subscription",
    description: 'The live subscription; `404` when the hospital has none, and nothing is limited then.',
    permission: 'hospitals.subscription',
    success: { 200: Subscription },
    examples: { response: subscriptionExample },
  }),
};
