import { ApiError } from '../edge/api-error.js';

const MINUTE_S = 60;
const DAY_S = 24 * 60 * MINUTE_S;

/** How long tokens live, in seconds. */
export const tokenLifetime = { access: 60 * MINUTE_S, refresh: 30 * DAY_S } as const;

/** What is told of a token that is no good. */
export function tokenRefusal(code: 'TOKEN_EXPIRED' | 'INVALID_TOKEN', cause?: unknown): ApiError {
  return new ApiError(code, { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' }, cause });
}
