/// <reference path="./rate-limiter-flexible.d.ts" />
import type { Knex } from 'knex';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterPostgres from 'rate-limiter-flexible/lib/RateLimiterPostgres.js';
import type { RateLimiter } from '../ports.js';
import { createRateLimiter, type RateLimits } from './rate-limits.js';

/**
 * Limits that all processes on one PostgreSQL share, to the request. While it cannot be reached each process counts
 * by itself.
 */
export function createSharedRateLimits(knex: Knex, limits: RateLimits): RateLimiter {
  return createRateLimiter(
    limits,
    (options) =>
      new RateLimiterPostgres({
        ...options,
        storeClient: knex,
        storeType: 'knex',
        tableName: 'rate_limits',
        tableCreated: true,
        // Whoever has used up a window costs the database nothing for the rest of it.
        inMemoryBlockOnConsumed: options.points,
        insuranceLimiter: new RateLimiterMemory(options),
        // It deletes the rows of all counters, every five minutes, by a timer that keeps no process alive.
        clearExpiredByTimeout: options.keyPrefix === 'user',
      }),
  );
}
