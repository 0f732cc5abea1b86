import { appointmentChecks, appointmentErrors } from './appointments.js';
import { auditLogChecks, systemChecks } from './audit-log.js';
import { apiKeyChecks, authChecks, authErrors, sessionChecks } from './auth.js';
import { availabilitySlotChecks, availabilitySlotErrors } from './availability-slots.js';
import { avatarChecks, avatarErrors } from './avatar.js';
import { chatChecks, chatErrors } from './chat.js';
import type { Check } from './check.js';
import { coverageCheck } from './coverage.js';
import { firstRunChecks } from './first-run.js';
import { hospitalChecks, hospitalErrors } from './hospitals.js';
import { listChecks } from './lists.js';
import { medicalRecordChecks, medicalRecordErrors } from './medical-records.js';
import { operationChecks } from './operation-checks.js';
import { sharedChecks } from './shared.js';
import { doctorSpecialtyChecks, specialtyChecks, specialtyErrors } from './specialties.js';
import { subscriptionPlanChecks, subscriptionPlanErrors } from './subscription-plans.js';
import { prescriptionChecks, treatmentChecks, treatmentErrors } from './treatments.js';
import { userChecks, userErrors } from './users.js';
import { eventChecks, webhookChecks, webhookErrors } from './webhooks.js';
import type { World } from './world.js';

export type { Check } from './check.js';
export type { Answer, ApiRequest, Client } from './client.js';
export { pathOf } from './client.js';
export {
  accountRequests,
  hospitalRequests,
  platformRequests,
  requests,
  signInRequests,
  underThePlatform,
} from './requests.js';
export { endpointOf } from './typed.js';
export type { Abilities, ConformanceOptions, Credentials, FreshServer, Hospital, World } from './world.js';
export { createWorld, openWorld } from './world.js';

/** The conformance suite. The checks follow one another in one world; the last says whether anything was missed. */
export const checks: readonly Check[] = [
  ...sharedChecks(),
  ...operationChecks({
    ...hospitalErrors,
    ...authErrors,
    ...userErrors,
    ...availabilitySlotErrors,
    ...appointmentErrors,
    ...medicalRecordErrors,
    ...treatmentErrors,
    ...specialtyErrors,
    ...subscriptionPlanErrors,
    ...webhookErrors,
    ...avatarErrors,
    ...chatErrors,
  }),
  ...listChecks(),
  ...hospitalChecks,
  ...authChecks,
  ...sessionChecks,
  ...apiKeyChecks,
  ...userChecks,
  ...availabilitySlotChecks,
  ...appointmentChecks,
  ...medicalRecordChecks,
  ...treatmentChecks,
  ...prescriptionChecks,
  ...specialtyChecks,
  ...doctorSpecialtyChecks,
  ...subscriptionPlanChecks,
  ...webhookChecks,
  ...eventChecks,
  ...chatChecks,
  ...avatarChecks,
  ...auditLogChecks,
  ...systemChecks,
  ...firstRunChecks,
  coverageCheck,
];

/** Whether whoever runs the suite has not given all that a check needs: it is to be skipped. */
export function lacksAbility({ abilities }: World, { needs = [] }: Check): boolean {
  return needs.some((name) => abilities[name] === undefined);
}
