import type { Health, Probe } from '@medcor/contract';
import type { Database } from '../../db/database.js';
import { ApiError } from '../../edge/api-error.js';
import type { Clock } from '../../ports.js';

interface SystemPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly version: string;
}

export type SystemService = ReturnType<typeof createSystemService>;

export function createSystemService({ database, clock, version }: SystemPorts) {
  const startedAt = clock().getTime();

  /** One row of one row: enough to know that the database answers. */
  const askDatabase = () => database.read('platform', ({ installation }) => installation.get());

  return {
    async health(): Promise<Health> {
      const answers = await askDatabase().then(
        () => true,
        () => false,
      );
      return {
        status: answers ? 'ok' : 'degraded',
        version,
        uptime_s: Math.max(0, Math.floor((clock().getTime() - startedAt) / 1000)),
        checks: { database: answers ? 'ok' : 'down' },
      };
    },

    /** Throws `503 DATABASE_UNAVAILABLE`. */
    async ready(): Promise<Probe> {
      try {
        await askDatabase();
      } catch (cause) {
        throw new ApiError('DATABASE_UNAVAILABLE', { headers: { 'Retry-After': '1' }, cause });
      }
      return { status: 'ok' };
    },
  };
}
