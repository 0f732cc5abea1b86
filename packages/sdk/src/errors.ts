import type { ErrorBody, ErrorCode } from './generated/types.js';

/** Anything that the client throws. */
export class MedCorError extends Error {
  override name = 'MedCorError';
}

/** No answer came: the server could not be reached, or the connection was lost. `cause` has the reason. */
export class ConnectionError extends MedCorError {
  override name = 'ConnectionError';
}

/** No answer came in time. */
export class TimeoutError extends ConnectionError {
  override name = 'TimeoutError';
}

/** The caller's own `signal` ended the call. `cause` has its reason. */
export class AbortedError extends MedCorError {
  override name = 'AbortedError';
}

/** Where the caller stands with the rate limit. */
export interface RateLimit {
  /** Requests in a window. */
  readonly limit: number;
  readonly remaining: number;
  /** When the window ends. */
  readonly resetAt: Date;
}

/** The headers of an answer, as far as they are read. */
export interface AnswerHeaders {
  get(name: string): string | null;
}

/** An answer of the API that is not a success. A subclass for each status tells what kind. */
export class APIError extends MedCorError {
  override name = 'APIError';
  /** What went wrong, to branch on; `undefined` when something else than the API answered. */
  readonly code: ErrorCode | undefined;
  /** A field's path (`vital_signs.heart_rate`) to what is wrong with it; empty when no field is at fault. */
  readonly details: Readonly<Record<string, readonly string[]>>;
  /** Names the request in the server's logs. */
  readonly requestId: string | undefined;

  constructor(
    /** `GET /api/appointments/:id/`. */
    readonly route: string,
    /** The HTTP status. */
    readonly status: number,
    readonly headers: AnswerHeaders,
    /** The whole body: parsed when it is JSON, else as text. */
    readonly body: unknown,
  ) {
    const { code, message, details = {}, request_id } = envelopeOf(body);
    const requestId = request_id ?? headers.get('x-request-id') ?? undefined;
    super(`${status} ${code ?? 'unexpected answer'}: ${message ?? ''} (${route}, request ${requestId})`);
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }

  /** `undefined` where the answer does not tell. */
  get rateLimit(): RateLimit | undefined {
    const read = (name: string) => Number(this.headers.get(`x-ratelimit-${name}`));
    const limit = read('limit');
    return limit
      ? { limit, remaining: read('remaining'), resetAt: new Date(read('reset') * 1000) }
      : undefined;
  }

  /** Milliseconds to wait before trying again, where the answer says so: in seconds, or by a date. */
  get retryAfterMs(): number | undefined {
    const after = this.headers.get('retry-after');
    const seconds = Number(after);
    const until = after
      ? seconds >= 0
        ? Date.now() + seconds * 1000
        : Date.parse(after)
      : this.status === 429 && this.rateLimit?.resetAt;
    return until ? Math.max(0, Number(until) - Date.now()) : undefined;
  }
}

/** `400`: the request is not one that the API takes; `details` names the fields. */
export class BadRequestError extends APIError {
  override name = 'BadRequestError';
}
/** `400 VALIDATION_ERROR`: `details` says what is wrong with which field. */
export class ValidationError extends BadRequestError {
  override name = 'ValidationError';
}
/** `401`: not signed in, or no longer. */
export class AuthenticationError extends APIError {
  override name = 'AuthenticationError';
}
/** `403`: signed in, and not allowed to. */
export class PermissionDeniedError extends APIError {
  override name = 'PermissionDeniedError';
}
/** `404`: not there, or in another hospital. */
export class NotFoundError extends APIError {
  override name = 'NotFoundError';
}
/** `409`: the state of things is against it: a taken slot, a step already past. */
export class ConflictError extends APIError {
  override name = 'ConflictError';
}
/** `412`: it has changed since the `ifMatch` that was given. */
export class PreconditionFailedError extends APIError {
  override name = 'PreconditionFailedError';
}
/** `422`: well-formed, and about something that does not exist here or does not fit. */
export class UnprocessableError extends APIError {
  override name = 'UnprocessableError';
}
/** `429`: too many requests; `retryAfterMs` says how long to wait. */
export class RateLimitError extends APIError {
  override name = 'RateLimitError';
}
/** `5xx`: the server's own trouble. */
export class ServerError extends APIError {
  override name = 'ServerError';
}

const byStatus: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  412: PreconditionFailedError,
  422: UnprocessableError,
  429: RateLimitError,
};

/** The error that an answer stands for. */
export function errorOf(route: string, status: number, headers: AnswerHeaders, body: unknown): APIError {
  const isInvalid = envelopeOf(body).code === 'VALIDATION_ERROR';
  const Class = isInvalid ? ValidationError : (byStatus[status] ?? (status < 500 ? APIError : ServerError));
  return new Class(route, status, headers, body);
}

/** Whatever answered may have sent anything. */
function envelopeOf(body: unknown): Partial<ErrorBody['error']> {
  return Object(Object(body).error);
}
