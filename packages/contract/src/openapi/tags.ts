import type { Contract } from '../index.js';
import type { OpenApiTag } from './document.js';

const domains: Readonly<Record<keyof Contract, readonly [title: string, description: string]>> = {
  hospitals: ['Hospitals', 'The tenants that users and all they do belong to.'],
  auth: ['Authentication', 'Registering, signing in and out, tokens, your profile and your password.'],
  sessions: ['Sessions', 'Where you are signed in.'],
  apiKeys: ['API keys', 'Keys with which machines act for you.'],
  users: ['Users', "A hospital's doctors, nurses, staff, admins and patients."],
  availabilitySlots: ['Availability slots', 'When doctors see patients.'],
  appointments: ['Appointments', "Patients' bookings of doctors' slots, from scheduled to completed."],
  medicalRecords: ['Medical records', "Patients' records, with their history and attachments."],
  treatments: ['Treatments', 'What is done about a diagnosis.'],
  prescriptions: ['Prescriptions', 'Medications prescribed within a treatment.'],
  specialties: ['Specialties', "The platform's catalogue of fields of medicine."],
  doctorSpecialties: ['Doctor specialties', 'Which doctor practises what.'],
  subscriptionPlans: ['Subscription plans', 'What hospitals can subscribe to.'],
  webhooks: ['Webhooks', "Where a hospital's events are sent, and how that went."],
  events: ['Events', 'What happened in a hospital, in order.'],
  auditLog: ['Audit log', 'Who read or changed what, and who was refused.'],
  chat: ['Chat and voice', 'The assistant, in writing and in speech.'],
  avatar: ['Avatar', 'The assistant as a speaking avatar.'],
  system: ['System', 'How the server is doing.'],
};

/** A tag for each domain of the contract. */
export const tags: readonly OpenApiTag[] = Object.entries(domains).map(([name, [title, description]]) => ({
  name,
  description,
  'x-displayName': title,
}));
