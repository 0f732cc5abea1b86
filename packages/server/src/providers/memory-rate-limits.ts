/// <reference path="./rate-limiter-flexible.d.ts" />
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import type { RateLimiter } from '../ports.js';
import { createRateLimiter, type RateLimits } from './rate-limits.js';

/** Limits counted in this process alone. Runs in a browser. */
export function createMemoryRateLimits(limits: RateLimits): RateLimiter {
  return createRateLimiter(limits, (options) => new RateLimiterMemory(options));
}
