import type { Role } from '@medcor/contract';
import type { AuditedCall } from '../../edge/call.js';
import type { Repositories } from '../repositories.js';

/** What a request was about, as far as its result tells. */
export interface AuditSubject {
  readonly resource_id: string | null;
  readonly patient: number | null;
  /** `undefined` where the result says nothing of a hospital. */
  readonly hospital: number | undefined;
  /** Who signed in, or registered: nobody was yet when they asked. */
  readonly account: SignedInAccount | undefined;
}

export interface SignedInAccount {
  readonly id: number;
  readonly role: Role;
  readonly hospital: number | null;
  readonly is_superuser: boolean;
}

/** One subject for each patient that a list shows, else one. `result` is what the request's transaction answered. */
export async function subjectsOf(
  repositories: Repositories,
  call: AuditedCall,
  result: unknown,
): Promise<AuditSubject[]> {
  const nothing: AuditSubject = {
    resource_id: lastParam(call),
    patient: null,
    hospital: undefined,
    account: undefined,
  };
  const rows = isObject(result) ? result.rows : undefined;
  if (Array.isArray(rows)) {
    const patients = new Set(rows.map((row: unknown) => numberIn(row, 'patient')));
    const shown = [...patients].filter((patient) => patient !== undefined);
    if (shown.length > 0) return shown.map((patient) => ({ ...nothing, patient }));
  }
  const account = isObject(result) ? result.account : undefined;
  // Nothing but an export answers a whole patient in a field of that name.
  const exported = isObject(result) ? result.patient : undefined;
  const about = [account, exported].find(isObject) ?? result;
  const id = numberIn(about, 'id');
  const subject = {
    ...nothing,
    ...(id !== undefined && { resource_id: String(id) }),
    hospital: numberIn(about, 'hospital'),
    patient:
      numberIn(about, 'patient') ?? (isPatient(about) ? (id ?? null) : await patientOf(repositories, call)),
    // Only signing in and registering answer an account in a field of that name.
    account: isObject(account) ? (account as unknown as SignedInAccount) : undefined,
  };
  return [subject];
}

/** The last of the ids in the path: of the thing itself, not of what it belongs to. */
export function lastParam({ params }: Pick<AuditedCall, 'params'>): string | null {
  return Object.values(params).at(-1) ?? null;
}

/** Whose it is where the answer does not say: of a list without rows, of what hangs on a record. */
async function patientOf(
  { medicalRecords }: Repositories,
  { operation, params, input }: AuditedCall,
): Promise<number | null> {
  if (operation.domain === 'medicalRecords' && params.id !== undefined) {
    return (await medicalRecords.find(Number(params.id)))?.patient ?? null;
  }
  if (params.patient_id !== undefined) return Number(params.patient_id);
  return numberIn(input.query, 'patient') ?? null;
}

function isPatient(value: unknown): boolean {
  return isObject(value) && value.role === 'patient';
}

function numberIn(value: unknown, field: string): number | undefined {
  const found = isObject(value) ? value[field] : undefined;
  return typeof found === 'number' ? found : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
