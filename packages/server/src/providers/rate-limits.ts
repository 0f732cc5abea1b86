import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiter } from '../ports.js';
import { addressBlock } from './address-block.js';

/** How many requests a caller may make in a window: in all as a user, without a token, and of the bulk ones. */
export interface RateLimits {
  readonly user: number;
  readonly address: number;
  readonly bulk: number;
  /** How long a window is. It begins with the caller's first request; a minute unless given. */
  readonly seconds?: number | undefined;
}

export interface CounterOptions {
  readonly keyPrefix: keyof Omit<RateLimits, 'seconds'>;
  readonly points: number;
  /** In seconds. */
  readonly duration: number;
}

/** Limits over counters of any kind, one for each limit. */
export function createRateLimiter(
  limits: RateLimits,
  createCounter: (options: CounterOptions) => RateLimiterAbstract,
): RateLimiter {
  const counterOf = (keyPrefix: CounterOptions['keyPrefix']) =>
    createCounter({ keyPrefix, points: limits[keyPrefix], duration: limits.seconds ?? 60 });
  const user = counterOf('user');
  const address = counterOf('address');
  const bulk = counterOf('bulk');

  return {
    take(rate, caller) {
      if ('address' in caller) return takeFrom(address, addressBlock(caller.address));
      return takeFrom(rate === 'bulk' ? bulk : user, caller.user);
    },
  };
}

async function takeFrom(counter: RateLimiterAbstract, key: string | number) {
  const { allowed, result } = await counter.consume(key).then(
    (result) => ({ allowed: true, result }),
    (reason) => ({ allowed: false, result: resultOf(reason) }),
  );
  return {
    allowed,
    limit: counter.points,
    remaining: result.remainingPoints,
    resetAt: new Date(Date.now() + result.msBeforeNext),
  };
}

/** The library rejects with a result where there are no points left, and with an error where it failed. */
function resultOf(reason: unknown): RateLimiterRes {
  if (reason instanceof Error) throw reason;
  return reason as RateLimiterRes;
}
