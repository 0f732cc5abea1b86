import { ApiError } from '../../edge/api-error.js';
import { ConstraintBreach } from '../constraints.js';

/** PostgreSQL's error codes that we answer to; appendix A of its manual names them all. */
const sqlState = {
  foreignKeyViolation: '23503',
  deadlockDetected: '40P01',
  serializationFailure: '40001',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  tooManyConnections: '53300',
} as const;

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

function isUnavailable({ code, name, message }: DatabaseFailure): boolean {
  const unavailable: (string | undefined)[] = [
    sqlState.adminShutdown,
    sqlState.crashShutdown,
    sqlState.cannotConnectNow,
    sqlState.tooManyConnections,
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
  ];
  return (
    (code !== undefined && unavailable.includes(code)) ||
    name === 'KnexTimeoutError' ||
    /^Connection terminated|^timeout expired/.test(message ?? '')
  );
}

function failureOf(error: unknown): DatabaseFailure {
  return typeof error === 'object' && error !== null ? error : {};
}
