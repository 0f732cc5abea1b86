// Made from the contract by `pnpm generate`. Change the contract, not this.

import { Connected } from '../connected.js';
import { ApiKeysResource } from './resources/api-keys.js';
import { AppointmentsResource } from './resources/appointments.js';
import { AuditLogResource } from './resources/audit-log.js';
import { AuthResource } from './resources/auth.js';
import { AvailabilitySlotsResource } from './resources/availability-slots.js';
import { AvatarResource } from './resources/avatar.js';
import { ChatResource } from './resources/chat.js';
import { DoctorSpecialtiesResource } from './resources/doctor-specialties.js';
import { EventsResource } from './resources/events.js';
import { HospitalsResource } from './resources/hospitals.js';
import { MedicalRecordsResource } from './resources/medical-records.js';
import { PrescriptionsResource } from './resources/prescriptions.js';
import { SessionsResource } from './resources/sessions.js';
import { SpecialtiesResource } from './resources/specialties.js';
import { SubscriptionPlansResource } from './resources/subscription-plans.js';
import { TreatmentsResource } from './resources/treatments.js';
import { UsersResource } from './resources/users.js';
import { WebhooksResource } from './resources/webhooks.js';

/** The resources of the API, named as in its paths. */
export class Resources extends Connected {
  readonly hospitals = new HospitalsResource(this.transport);
  readonly auth = new AuthResource(this.transport);
  readonly sessions = new SessionsResource(this.transport);
  readonly apiKeys = new ApiKeysResource(this.transport);
  readonly users = new UsersResource(this.transport);
  readonly availabilitySlots = new AvailabilitySlotsResource(this.transport);
  readonly appointments = new AppointmentsResource(this.transport);
  readonly medicalRecords = new MedicalRecordsResource(this.transport);
  readonly treatments = new TreatmentsResource(this.transport);
  readonly prescriptions = new PrescriptionsResource(this.transport);
  readonly specialties = new SpecialtiesResource(this.transport);
  readonly doctorSpecialties = new DoctorSpecialtiesResource(this.transport);
  readonly subscriptionPlans = new SubscriptionPlansResource(this.transport);
  readonly webhooks = new WebhooksResource(this.transport);
  readonly events = new EventsResource(this.transport);
  readonly auditLog = new AuditLogResource(this.transport);
  readonly chat = new ChatResource(this.transport);
  readonly avatar = new AvatarResource(this.transport);
}

export * from './resources/api-keys.js';
export * from './resources/appointments.js';
export * from './resources/audit-log.js';
export * from './resources/auth.js';
export * from './resources/availability-slots.js';
export * from './resources/avatar.js';
export * from './resources/chat.js';
export * from './resources/doctor-specialties.js';
export * from './resources/events.js';
export * from './resources/hospitals.js';
export * from './resources/medical-records.js';
export * from './resources/prescriptions.js';
export * from './resources/sessions.js';
export * from './resources/specialties.js';
export * from './resources/subscription-plans.js';
export * from './resources/treatments.js';
export * from './resources/users.js';
export * from './resources/webhooks.js';
