import type { Operation, OperationId } from '@medcor/contract';

export interface Audited {
  readonly action: string;
  readonly resource: string;
}

/** What each part of the contract is about, in the log's words. */
const resources: Readonly<Record<string, string>> = {
  hospitals: 'hospital',
  auth: 'user',
  sessions: 'session',
  apiKeys: 'api_key',
  users: 'user',
  availabilitySlots: 'availability_slot',
  appointments: 'appointment',
  medicalRecords: 'medical_record',
  treatments: 'treatment',
  prescriptions: 'prescription',
  specialties: 'specialty',
  doctorSpecialties: 'doctor_specialty',
  subscriptionPlans: 'subscription_plan',
  webhooks: 'webhook',
};

/** Those whose name and place do not tell already. */
const named: Partial<Record<OperationId, Partial<Audited>>> = {
  'auth.login': { action: 'sign_in' },
  'auth.logout': { action: 'sign_out' },
  'auth.register': { action: 'create' },
  'auth.updateProfile': { action: 'update' },
  'medicalRecords.listAttachments': { resource: 'attachment' },
  'medicalRecords.getAttachment': { resource: 'attachment' },
  'medicalRecords.addAttachment': { action: 'create', resource: 'attachment' },
  'medicalRecords.deleteAttachment': { action: 'delete', resource: 'attachment' },
  'subscriptionPlans.subscribe': { resource: 'subscription' },
};

/** A new token of a session that goes on, and a request that may be anyone's, tell of nobody. */
const untold: readonly OperationId[] = ['auth.refresh', 'auth.requestPasswordReset'];

/** Reads of what is recorded of a patient. Everything that is not a read is audited. */
const auditedReads: readonly string[] = ['clinical.read', 'users.read', 'users.export'];

/** How the log tells of an operation; `undefined` where it does not. */
export function auditedAs({ id, domain, endpoint }: Operation): Audited | undefined {
  const resource = resources[domain];
  if (resource === undefined || untold.includes(id)) return undefined;
  const isRead = endpoint.method === 'GET';
  if (isRead && !auditedReads.includes(endpoint.metadata.permission ?? '')) return undefined;
  const [, name = ''] = id.split('.');
  const action = isRead && name !== 'export' ? 'read' : snakeCase(name);
  return { action, resource, ...named[id] };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
