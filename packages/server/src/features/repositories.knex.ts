import type { Knex } from 'knex';
import type { Tenant } from '../db/database.js';
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

/** The repositories over a connection, or over a transaction, for one tenant. */
export function knexRepositories(knex: Knex, tenant: Tenant): Repositories {
  return {
    installation: knexInstallation(knex),
    hospitals: knexHospitals(knex, tenant),
    hospitalStatistics: knexHospitalStatistics(knex, tenant),
    users: knexUsers(knex, tenant),
    patients: knexPatients(knex, tenant),
    sessions: knexSessions(knex),
    apiKeys: knexApiKeys(knex),
    passwordResets: knexPasswordResets(knex),
    signInFailures: knexSignInFailures(knex),
    specialties: knexSpecialties(knex, tenant),
    doctorSpecialties: knexDoctorSpecialties(knex, tenant),
    availabilitySlots: knexAvailabilitySlots(knex, tenant),
    appointments: knexAppointments(knex, tenant),
    medicalRecords: knexMedicalRecords(knex, tenant),
    attachments: knexAttachments(knex, tenant),
    treatments: knexTreatments(knex, tenant),
    prescriptions: knexPrescriptions(knex, tenant),
    auditLog: knexAuditLog(knex, tenant),
    auditSeals: knexAuditSeals(knex),
    idempotencyKeys: knexIdempotencyKeys(knex),
    subscriptionPlans: knexSubscriptionPlans(knex),
    subscriptions: knexSubscriptions(knex, tenant),
    events: knexEvents(knex, tenant),
    webhooks: knexWebhooks(knex, tenant),
    webhookDeliveries: knexWebhookDeliveries(knex, tenant),
    webhookOutbox: knexWebhookOutbox(knex, tenant),
    chatSessions: knexChatSessions(knex),
    chatMessages: knexChatMessages(knex, tenant),
    avatarSessions: knexAvatarSessions(knex),
  };
}
