import type { RateClass } from '@medcor/contract';
import type { RateCaller, RateLimiter, RateStanding } from '../ports.js';
import type { Actor } from './actor.js';
import { ApiError } from './api-error.js';
import type { EdgeRequest, EdgeResponse } from './exchange.js';

/** Counts one request, once, for whoever turns out to make it. */
export interface RateTally {
  /** Counts it for the user, or for the address where there is none. Throws `429 RATE_LIMITED`. */
  count(rate: RateClass, actor: Actor | null): Promise<void>;
  /**
   * Counts for the address what failed before it was known whose it is: a path that is none, or a token. Answers
   * the failure to tell of: the one given, or `429 RATE_LIMITED`.
   */
  countFailure(failure: unknown): Promise<unknown>;
}

/** Lets requests be counted while they are served; whatever the answer, its headers say where the caller stands. */
export function withRateLimits(
  limiter: RateLimiter | undefined,
  serve: (request: EdgeRequest, tally: RateTally) => Promise<EdgeResponse>,
): (request: EdgeRequest) => Promise<EdgeResponse> {
  if (!limiter) return (request) => serve(request, uncounted);
  return async (request) => {
    const tally = createTally(limiter, request.ip);
    const response = await serve(request, tally);
    return { ...response, headers: { ...response.headers, ...tally.headers() } };
  };
}

const uncounted: RateTally = {
  count: async () => undefined,
  countFailure: async (failure) => failure,
};

function createTally(limiter: RateLimiter, address: string) {
  let isCounted = false;
  let standing: RateStanding | undefined;

  const take = async (
    rate: Exclude<RateClass, 'none'>,
    caller: RateCaller,
  ): Promise<ApiError | undefined> => {
    standing = await limiter.take(rate, caller);
    return standing.allowed ? undefined : rateLimited(standing);
  };

  return {
    async count(rate: RateClass, actor: Actor | null) {
      isCounted = true;
      if (rate === 'none') return;
      const refusal = await take(rate, actor ? { user: actor.id } : { address });
      if (refusal) throw refusal;
    },
    async countFailure(failure: unknown) {
      if (isCounted) return failure;
      const refusal = await take('standard', { address });
      // A fault of ours stays one, however often it is met with.
      return isCallers(failure) && refusal ? refusal : failure;
    },
    headers(): Record<string, string> {
      if (!standing) return {};
      return {
        'X-RateLimit-Limit': String(standing.limit),
        'X-RateLimit-Remaining': String(standing.remaining),
        'X-RateLimit-Reset': String(Math.ceil(standing.resetAt.getTime() / 1000)),
      };
    },
  };
}

function isCallers(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status < 500;
}

/** Who comes back after the seconds it names is let through. */
function rateLimited({ resetAt }: RateStanding): ApiError {
  const seconds = Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / 1000));
  return new ApiError('RATE_LIMITED', { headers: { 'Retry-After': String(seconds) } });
}
