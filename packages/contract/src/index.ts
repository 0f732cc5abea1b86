import type { AppRouter } from '@ts-rest/core';
import { apiKeys } from './api-keys.js';
import { appointments } from './appointments.js';
import { auditLog } from './audit-log.js';
import { auth } from './auth.js';
import { availabilitySlots } from './availability-slots.js';
import { avatar } from './avatar.js';
import { chat } from './chat.js';
import { doctorSpecialties } from './doctor-specialties.js';
import { events } from './events.js';
import { hospitals } from './hospitals.js';
import { medicalRecords } from './medical-records.js';
import { prescriptions } from './prescriptions.js';
import { sessions } from './sessions.js';
import { specialties } from './specialties.js';
import { subscriptionPlans } from './subscription-plans.js';
import { system } from './system.js';
import { treatments } from './treatments.js';
import { users } from './users.js';
import { webhooks } from './webhooks.js';

/**
 * Every endpoint of MedCor, once. A ts-rest router: the server and the mock serve it, the SDK, the CLI and the
 * OpenAPI document are generated from it.
 */
export const contract = {
  hospitals,
  auth,
  sessions,
  apiKeys,
  users,
  availabilitySlots,
  appointments,
  medicalRecords,
  treatments,
  prescriptions,
  specialties,
  doctorSpecialties,
  subscriptionPlans,
  webhooks,
  events,
  auditLog,
  chat,
  avatar,
  system,
} satisfies AppRouter;
export type Contract = typeof contract;

export * from './api-keys.js';
export * from './appointments.js';
export * from './audit-log.js';
export * from './auth.js';
export * from './availability-slots.js';
export * from './avatar.js';
export * from './chat.js';
export * from './doctor-specialties.js';
export * from './events.js';
export * from './hospitals.js';
export * from './medical-records.js';
export * from './operations.js';
export * from './permissions.js';
export * from './prescriptions.js';
export * from './sessions.js';
export * from './shared/audio.js';
export * from './shared/components.js';
export * from './shared/endpoint.js';
export * from './shared/errors.js';
export * from './shared/event-types.js';
export * from './shared/fields.js';
export * from './shared/lists.js';
export * from './shared/validation-details.js';
export * from './specialties.js';
export * from './subscription-plans.js';
export * from './system.js';
export * from './treatments.js';
export * from './users.js';
export * from './webhooks.js';
