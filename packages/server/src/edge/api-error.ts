import { type ErrorBody, type ErrorCode, type ErrorDetails, errorCodes } from '@medcor/contract';

interface ApiErrorOptions {
  message?: string;
  details?: ErrorDetails;
  /** Headers that belong to the answer, such as `Allow` or `Retry-After`. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A failure that the caller is told of. Thrown anywhere, and turned into the error envelope in one place. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, options: ApiErrorOptions = {}) {
    super(options.message ?? errorCodes[code].message, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return errorCodes[this.code].status;
  }

  toBody(requestId: string): ErrorBody {
    const { code, message, details } = this;
    return { error: { code, message, details, request_id: requestId } };
  }
}

/** A `400 VALIDATION_ERROR` about one field. */
export function invalidField(field: string, message: string): ApiError {
  return new ApiError('VALIDATION_ERROR', { details: { [field]: [message] } });
}

/** A `422 INVALID_REFERENCE`: the field names something that does not exist for this caller. */
export function invalidReference(field: string, message: string): ApiError {
  return new ApiError('INVALID_REFERENCE', { details: { [field]: [message] } });
}

/** The row, or `404 NOT_FOUND`. */
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new ApiError('NOT_FOUND');
  return row;
}
