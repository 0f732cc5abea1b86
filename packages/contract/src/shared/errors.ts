import * as z from 'zod/v4';
import { components } from './components.js';

/**
 * Every error code the API can answer, with the HTTP status it travels under and the sentence used when the
 * thrower has nothing more precise to say.
 */
export const errorCodes = {
  VALIDATION_ERROR: { status: 400, message: 'The request is not valid.' },
  MALFORMED_JSON: { status: 400, message: 'The request body is not valid JSON.' },
  NOT_AUTHENTICATED: { status: 401, message: 'Sign in first: send an access token as a bearer token.' },
  INVALID_TOKEN: { status: 401, message: 'The token is not valid.' },
  TOKEN_EXPIRED: { status: 401, message: 'The token has expired.' },
  INVALID_CREDENTIALS: { status: 401, message: 'The e-mail address or the password is wrong.' },
  PERMISSION_DENIED: { status: 403, message: 'You may not do this.' },
  ACCOUNT_DISABLED: { status: 403, message: 'This account is deactivated.' },
  SETUP_CLOSED: { status: 403, message: 'The installation is already set up.' },
  PLAN_LIMIT_REACHED: { status: 403, message: "The hospital's subscription plan does not allow more." },
  NOT_FOUND: { status: 404, message: 'There is nothing here.' },
  METHOD_NOT_ALLOWED: { status: 405, message: 'This path does not take that method.' },
  ALREADY_EXISTS: { status: 409, message: 'This already exists.' },
  SLOT_UNAVAILABLE: { status: 409, message: 'The slot is not available.' },
  SLOT_OVERLAP: { status: 409, message: 'The times overlap with another booking.' },
  INVALID_TRANSITION: { status: 409, message: 'The current status does not allow this step.' },
  LAST_SUPERUSER: { status: 409, message: 'The last active superuser cannot be deactivated.' },
  IDEMPOTENCY_CONFLICT: { status: 409, message: 'A request with this Idempotency-Key is still under way.' },
  ACTION_EXPIRED: { status: 409, message: 'The action to confirm has expired or was already decided.' },
  AVATAR_NOT_ACTIVE: { status: 409, message: 'The avatar session is not active.' },
  PRECONDITION_FAILED: { status: 412, message: 'The resource has changed since you read it.' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'The content type is not supported here.' },
  UNSUPPORTED_AUDIO: { status: 415, message: 'The audio format is not supported.' },
  INVALID_REFERENCE: { status: 422, message: 'The request refers to something that does not exist here.' },
  SLOT_MISMATCH: { status: 422, message: 'The slot belongs to another doctor.' },
  SLOT_IN_PAST: { status: 422, message: 'The slot lies in the past.' },
  IDEMPOTENCY_MISMATCH: { status: 422, message: 'This Idempotency-Key was used with another request.' },
  NO_SPEECH: { status: 422, message: 'No speech was recognised.' },
  UNSUPPORTED_LANGUAGE: { status: 422, message: 'The text cannot be spoken in this language.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests.' },
  INTERNAL_ERROR: { status: 500, message: 'Something went wrong on our side.' },
  PROVIDER_UNAVAILABLE: { status: 503, message: 'The provider is not available.' },
  STT_UNAVAILABLE: { status: 503, message: 'Speech recognition is not available.' },
  AVATAR_UNAVAILABLE: { status: 503, message: 'The avatar is not available.' },
  DATABASE_UNAVAILABLE: { status: 503, message: 'The database is not available.' },
} as const satisfies Record<string, { status: number; message: string }>;

/** The machine-readable code of an error answer. */
export type ErrorCode = keyof typeof errorCodes;

/** The status of any error answer. */
export type ErrorStatus = (typeof errorCodes)[ErrorCode]['status'];

/** A field path (`vital_signs.heart_rate`) to what is wrong with it. */
export type ErrorDetails = Record<string, string[]>;

// `Object.keys` widens to string[]; the keys are exactly the codes of the frozen table above.
const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

/** The one envelope of every failed request. */
export const ErrorBody = z
  .strictObject({
    error: z.strictObject({
      code: z.enum(codes).describe('Machine-readable code; branch on this, not on the message.'),
      message: z.string().describe('Human-readable sentence in English.'),
      details: z
        .record(z.string(), z.array(z.string()))
        .describe('Field path to its messages; empty when no field is at fault.'),
      request_id: z.string().describe('Identifies this request in the logs (also `X-Request-Id`).'),
    }),
  })
  .register(components, { id: 'Error', description: 'The envelope of every failed request.' });
export type ErrorBody = z.output<typeof ErrorBody>;
