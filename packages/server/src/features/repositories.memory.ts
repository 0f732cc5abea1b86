import type { TransactionTenant } from '../db/database.js';
import { memoryApiKeys } from './api-keys/api-keys.memory.js';
import { memoryAppointments } from './appointments/appointments.memory.js';
import { memoryAuditLog, memoryAuditSeals } from './audit-log/audit-log.memory.js';
import { memoryPasswordResets, memorySignInFailures } from './auth/auth.memory.js';
import { memoryAvailabilitySlots } from './availability-slots/availability-slots.memory.js';
import { memoryAvatarSessions } from './avatar/avatar.memory.js';
import { memoryChatMessages, memoryChatSessions } from './chat/chat.memory.js';
import { memoryDoctorSpecialties } from './doctor-specialties/doctor-specialties.memory.js';
import { memoryEvents } from './events/events.memory.js';
import { memoryHospitalStatistics } from './hospitals/hospital-statistics.memory.js';
import { memoryHospitals } from './hospitals/hospitals.memory.js';
import { memoryIdempotencyKeys } from './idempotency/idempotency.memory.js';
import { memoryInstallation } from './installation/installation.memory.js';
import { memoryAttachments } from './medical-records/attachments.memory.js';
import { memoryMedicalRecords } from './medical-records/medical-records.memory.js';
import { memoryPrescriptions } from './prescriptions/prescriptions.memory.js';
import type { Repositories } from './repositories.js';
import { memorySessions } from './sessions/sessions.memory.js';
import { memorySpecialties } from './specialties/specialties.memory.js';
import { memorySubscriptionPlans } from './subscription-plans/subscription-plans.memory.js';
import { memorySubscriptions } from './subscription-plans/subscriptions.memory.js';
import type { MemoryTables } from './tables.memory.js';
import { memoryTreatments } from './treatments/treatments.memory.js';
import { memoryPatients } from './users/patients.memory.js';
import { memoryUsers } from './users/users.memory.js';
import { memoryWebhookDeliveries } from './webhooks/webhook-deliveries.memory.js';
import { memoryWebhookOutbox } from './webhooks/webhook-outbox.memory.js';
import { memoryWebhooks } from './webhooks/webhooks.memory.js';

/** The repositories over tables in memory, for one tenant. */
export function memoryRepositories(tables: MemoryTables, reach: TransactionTenant): Repositories {
  // What no policy of row-level security guards, the platform reaches everywhere already.
  const tenant = reach === 'everyone' ? 'platform' : reach;
  return {
    installation: memoryInstallation(tables),
    hospitals: memoryHospitals(tables, tenant),
    hospitalStatistics: memoryHospitalStatistics(tables, tenant),
    users: memoryUsers(tables, tenant),
    patients: memoryPatients(tables, reach),
    sessions: memorySessions(tables),
    apiKeys: memoryApiKeys(tables),
    passwordResets: memoryPasswordResets(tables),
    signInFailures: memorySignInFailures(tables),
    specialties: memorySpecialties(tables, tenant),
    doctorSpecialties: memoryDoctorSpecialties(tables, tenant),
    availabilitySlots: memoryAvailabilitySlots(tables, tenant),
    appointments: memoryAppointments(tables, tenant),
    medicalRecords: memoryMedicalRecords(tables, reach),
    attachments: memoryAttachments(tables, reach),
    treatments: memoryTreatments(tables, reach),
    prescriptions: memoryPrescriptions(tables, reach),
    auditLog: memoryAuditLog(tables, reach),
    auditSeals: memoryAuditSeals(tables),
    idempotencyKeys: memoryIdempotencyKeys(tables),
    subscriptionPlans: memorySubscriptionPlans(tables),
    subscriptions: memorySubscriptions(tables, tenant),
    events: memoryEvents(tables, tenant),
    webhooks: memoryWebhooks(tables, tenant),
    webhookDeliveries: memoryWebhookDeliveries(tables, tenant),
    webhookOutbox: memoryWebhookOutbox(tables, tenant),
    chatSessions: memoryChatSessions(tables, reach),
    chatMessages: memoryChatMessages(tables, reach),
    avatarSessions: memoryAvatarSessions(tables),
  };
}
