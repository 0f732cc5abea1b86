import { ApiError } from '../../edge/api-error.js';
import { ConstraintBreach } from '../constraints.js';

/** PostgreSQL's error codes that we answer to; appendix A of its manual names them all. */
const sqlState = {
  foreignKeyViolation: '23503',
  deadlockDetected: '40P01',
  serializationFailure: '40001',
} as const;

/**
 * Codes, mostly by their classes, that say that the server cannot serve now: connections, resources, a statement that
 * took too long, shut-down, system.
 */
const unavailableState = /^(?:(?:08|53|57P|58)[0-9A-Z]+|57014)$/;

const unavailableSystem = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
];

/** What the driver says of a connection that it has lost, with knex' statement in front of it. */
const lostConnection =
  /(?:^| - )(?:Connection terminated|Connection ended|Client has encountered a connection error|timeout expired)/;

interface DatabaseFailure {
  readonly code?: string;
  readonly constraint?: string;
  readonly name?: string;
  readonly message?: string;
}

/** Whether the same transaction may well succeed when it is run again. */
export function isRepeatable(error: unknown): boolean {
  const { code } = failureOf(error);
  return code === sqlState.deadlockDetected || code === sqlState.serializationFailure;
}

/** What the caller is to be told of a failure of the database; anything else is passed on as it is. */
export function toApiError(error: unknown): unknown {
  if (error instanceof ApiError) return error;
  const failure = failureOf(error);
  if (ConstraintBreach.isKnown(failure.constraint)) return new ConstraintBreach(failure.constraint, error);
  if (failure.code === sqlState.foreignKeyViolation)
    return new ApiError('INVALID_REFERENCE', { cause: error });
  if (isUnavailable(failure)) {
    return new ApiError('DATABASE_UNAVAILABLE', { headers: { 'Retry-After': '1' }, cause: error });
  }
  return error;
}

function isUnavailable({ code = '', name, message = '' }: DatabaseFailure): boolean {
  return (
    unavailableState.test(code) ||
    unavailableSystem.includes(code) ||
    name === 'KnexTimeoutError' ||
    lostConnection.test(message)
  );
}

function failureOf(error: unknown): DatabaseFailure {
  return typeof error === 'object' && error !== null ? error : {};
}
