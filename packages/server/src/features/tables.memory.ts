import type { AuditEntry, Hospital } from '@medcor/contract';
import { MemoryTable, type Undo } from '../db/memory/memory-table.js';
import type { ApiKeyRow } from './api-keys/api-keys.memory.js';
import { type AppointmentRow, appointmentExclusions } from './appointments/appointments.memory.js';
import type { AuditSealRow } from './audit-log/audit-log.memory.js';
import type { PasswordResetRow, SignInFailureRow } from './auth/auth.memory.js';
import {
  type AvailabilitySlotRow,
  availabilitySlotExclusions,
} from './availability-slots/availability-slots.memory.js';
import type { AvatarSession } from './avatar/avatar.repository.js';
import { type ChatMessageRow, type ChatSessionRow, chatMessageExclusions } from './chat/chat.memory.js';
import {
  type DoctorSpecialtyRow,
  doctorSpecialtyExclusions,
} from './doctor-specialties/doctor-specialties.memory.js';
import type { EventRow } from './events/events.memory.js';
import { hospitalExclusions } from './hospitals/hospitals.memory.js';
import type { IdempotencyKeyRow } from './idempotency/idempotency.memory.js';
import type { InstallationRow } from './installation/installation.memory.js';
import type { AttachmentRow } from './medical-records/attachments.memory.js';
import type { MedicalRecordRow, MedicalRecordVersionRow } from './medical-records/medical-records.memory.js';
import type { PrescriptionRow } from './prescriptions/prescriptions.memory.js';
import type { RefreshTokenRow, SessionRow } from './sessions/sessions.memory.js';
import { type SpecialtyRow, seedSpecialties, specialtyExclusions } from './specialties/specialties.memory.js';
import {
  type SubscriptionPlanRow,
  subscriptionPlanExclusions,
} from './subscription-plans/subscription-plans.memory.js';
import { type SubscriptionRow, subscriptionExclusions } from './subscription-plans/subscriptions.memory.js';
import type { TreatmentRow } from './treatments/treatments.memory.js';
import type { PatientRow } from './users/patients.memory.js';
import { type UserRow, userExclusions } from './users/users.memory.js';
import type { DeliveryRow } from './webhooks/webhook-deliveries.memory.js';
import type { StoredWebhook } from './webhooks/webhooks.repository.js';

export type MemoryTables = ReturnType<typeof createMemoryTables>;

/** The tables of PostgreSQL in memory, with what a fresh installation holds. */
export function createMemoryTables(record: (undo: Undo) => void) {
  const tables = {
    installation: new MemoryTable<InstallationRow>(record),
    hospitals: new MemoryTable<Hospital>(record, hospitalExclusions),
    users: new MemoryTable<UserRow>(record, userExclusions),
    patients: new MemoryTable<PatientRow>(record),
    sessions: new MemoryTable<SessionRow>(record),
    refreshTokens: new MemoryTable<RefreshTokenRow>(record),
    apiKeys: new MemoryTable<ApiKeyRow>(record),
    passwordResets: new MemoryTable<PasswordResetRow>(record),
    signInFailures: new MemoryTable<SignInFailureRow>(record),
    specialties: new MemoryTable<SpecialtyRow>(record, specialtyExclusions),
    doctorSpecialties: new MemoryTable<DoctorSpecialtyRow>(record, doctorSpecialtyExclusions),
    availabilitySlots: new MemoryTable<AvailabilitySlotRow>(record, availabilitySlotExclusions),
    appointments: new MemoryTable<AppointmentRow>(record, appointmentExclusions),
    medicalRecords: new MemoryTable<MedicalRecordRow>(record),
    medicalRecordVersions: new MemoryTable<MedicalRecordVersionRow>(record),
    attachments: new MemoryTable<AttachmentRow>(record),
    treatments: new MemoryTable<TreatmentRow>(record),
    prescriptions: new MemoryTable<PrescriptionRow>(record),
    auditLog: new MemoryTable<AuditEntry>(record),
    auditSeals: new MemoryTable<AuditSealRow>(record),
    idempotencyKeys: new MemoryTable<IdempotencyKeyRow>(record),
    subscriptionPlans: new MemoryTable<SubscriptionPlanRow>(record, subscriptionPlanExclusions),
    subscriptions: new MemoryTable<SubscriptionRow>(record, subscriptionExclusions),
    events: new MemoryTable<EventRow>(record),
    webhooks: new MemoryTable<StoredWebhook>(record),
    webhookDeliveries: new MemoryTable<DeliveryRow>(record),
    chatSessions: new MemoryTable<ChatSessionRow>(record),
    chatMessages: new MemoryTable<ChatMessageRow>(record, chatMessageExclusions),
    avatarSessions: new MemoryTable<AvatarSession>(record),
  };
  seedSpecialties(tables.specialties);
  return tables;
}
