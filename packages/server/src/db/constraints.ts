import type { ErrorCode } from '@medcor/contract';
import { ApiError } from '../edge/api-error.js';

interface Breach {
  readonly code: ErrorCode;
  readonly field: string;
  readonly message: string;
}

/** What to tell a caller whose request a constraint of the database refused. */
const breaches: Record<string, Breach> = {
  hospitals_name_key: { code: 'ALREADY_EXISTS', field: 'name', message: 'A hospital of this name exists.' },
  hospitals_slug_key: { code: 'ALREADY_EXISTS', field: 'slug', message: 'A hospital with this slug exists.' },
  users_email_key: {
    code: 'ALREADY_EXISTS',
    field: 'email',
    message: 'An account with this e-mail address exists.',
  },
  users_username_key: { code: 'ALREADY_EXISTS', field: 'username', message: 'This username is taken.' },
  subscription_plans_name_key: {
    code: 'ALREADY_EXISTS',
    field: 'name',
    message: 'A plan of this name exists.',
  },
  subscription_plans_slug_key: {
    code: 'ALREADY_EXISTS',
    field: 'slug',
    message: 'A plan with this slug exists.',
  },
  specialties_code_key: {
    code: 'ALREADY_EXISTS',
    field: 'code',
    message: 'A specialty with this code exists.',
  },
  specialties_name_key: {
    code: 'ALREADY_EXISTS',
    field: 'name',
    message: 'A specialty of this name exists.',
  },
  doctor_specialties_once_key: {
    code: 'ALREADY_EXISTS',
    field: 'specialty',
    message: 'The doctor already has this specialty.',
  },
  availability_slots_no_overlap: {
    code: 'SLOT_OVERLAP',
    field: 'start_time',
    message: 'The doctor already has a slot in this time.',
  },
  appointments_slot_live_key: {
    code: 'SLOT_UNAVAILABLE',
    field: 'slot',
    message: 'The slot is already booked.',
  },
  chat_messages_client_key: {
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'client_message_id',
    message: 'The message with this id is being answered.',
  },
  appointments_patient_no_overlap: {
    code: 'SLOT_OVERLAP',
    field: 'patient',
    message: 'The patient already has an appointment in this time.',
  },
};

/** A constraint refused a write. Both stores throw it, under the constraint's name in PostgreSQL. */
export class ConstraintBreach extends ApiError {
  readonly constraint: string;

  constructor(constraint: string, cause?: unknown) {
    const breach = breaches[constraint];
    if (!breach) throw new Error(`Nothing is known of the constraint ${constraint}.`, { cause });
    super(breach.code, { message: breach.message, details: { [breach.field]: [breach.message] }, cause });
    this.constraint = constraint;
  }

  static isKnown(constraint: string | undefined): constraint is string {
    return constraint !== undefined && constraint in breaches;
  }
}
