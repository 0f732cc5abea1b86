import type { Tenant } from '../db/database.js';
import type { Queryable } from '../db/knex/queryable.js';
import { knexApiKeys } from './api-keys/api-keys.knex.js';
import { knexAppointments } from './appointments/appointments.knex.js';
import { knexAuditLog, knexAuditSeals } from './audit-log/audit-log.knex.js';
import { knexPasswordResets, knexSignInFailures } from './auth/auth.knex.js';
import { knexAvailabilitySlots } from './availability-slots/availability-slots.knex.js';
import { knexAvatarSessions } from './avatar/avatar.knex.js';
import { knexChatMessages, knexChatSessions } from './chat/chat.knex.js';
import { knexDoctorSpecialties } from './doctor-specialties/doctor-specialties.knex.js';
import { knexEvents } from './events/events.knex.js';
import { knexHospitalStatistics } from './hospitals/hospital-statistics.knex.js';
import { knexHospitals } from './hospitals/hospitals.knex.js';
import { knexIdempotencyKeys } from './idempotency/idempotency.knex.js';
import { knexInstallation } from './installation/installation.knex.js';
import { knexAttachments } from './medical-records/attachments.knex.js';
import { knexMedicalRecords } from './medical-records/medical-records.knex.js';
import { knexPrescriptions } from './prescriptions/prescriptions.knex.js';
import type { Repositories } from './repositories.js';
import { knexSessions } from './sessions/sessions.knex.js';
import { knexSpecialties } from './specialties/specialties.knex.js';
import { knexSubscriptionPlans } from './subscription-plans/subscription-plans.knex.js';
import { knexSubscriptions } from './subscription-plans/subscriptions.knex.js';
import { knexTreatments } from './treatments/treatments.knex.js';
import { knexPatients } from './users/patients.knex.js';
import { knexUsers } from './users/users.knex.js';
import { knexWebhookDeliveries } from './webhooks/webhook-deliveries.knex.js';
import { knexWebhookOutbox } from './webhooks/webhook-outbox.knex.js';
import { knexWebhooks } from './webhooks/webhooks.knex.js';

/** How each is made. */
const make: {
  readonly [Name in keyof Repositories]: (knex: Queryable, tenant: Tenant) => Repositories[Name];
} = {
  installation: knexInstallation,
  hospitals: knexHospitals,
  hospitalStatistics: knexHospitalStatistics,
  users: knexUsers,
  patients: knexPatients,
  sessions: knexSessions,
  apiKeys: knexApiKeys,
  passwordResets: knexPasswordResets,
  signInFailures: knexSignInFailures,
  specialties: knexSpecialties,
  doctorSpecialties: knexDoctorSpecialties,
  availabilitySlots: knexAvailabilitySlots,
  appointments: knexAppointments,
  medicalRecords: knexMedicalRecords,
  attachments: knexAttachments,
  treatments: knexTreatments,
  prescriptions: knexPrescriptions,
  auditLog: knexAuditLog,
  auditSeals: knexAuditSeals,
  idempotencyKeys: knexIdempotencyKeys,
  subscriptionPlans: knexSubscriptionPlans,
  subscriptions: knexSubscriptions,
  events: knexEvents,
  webhooks: knexWebhooks,
  webhookDeliveries: knexWebhookDeliveries,
  webhookOutbox: knexWebhookOutbox,
  chatSessions: knexChatSessions,
  chatMessages: knexChatMessages,
  avatarSessions: knexAvatarSessions,
};

/**
 * The repositories over a connection or a transaction, for one tenant. Each is made when it is first asked for, since a
 * request wants a few of them.
 */
export function knexRepositories(knex: Queryable, tenant: Tenant): Repositories {
  return Object.create(madeWhenAsked, { knex: { value: knex }, tenant: { value: tenant } });
}

const madeWhenAsked = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(make).map(([name, makeOne]) => [
      name,
      {
        enumerable: true,
        get(this: { readonly knex: Queryable; readonly tenant: Tenant }) {
          const made = makeOne(this.knex, this.tenant);
          Object.defineProperty(this, name, { value: made });
          return made;
        },
      },
    ]),
  ),
);
