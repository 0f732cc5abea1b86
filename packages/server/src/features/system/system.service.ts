import type { Health, Probe } from '@medcor/contract';
import type { Database } from '../../db/database.js';
import { ApiError } from '../../edge/api-error.js';
import type { Clock } from '../../ports.js';

interface SystemPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly version: string;
  readonly startedAt: Date;
  /** Whether this server is about to stop, so that callers had better be sent to another one. */
  readonly isLeaving?: (() => boolean) | undefined;
}

export type SystemService = ReturnType<typeof createSystemService>;

export function createSystemService({ database, clock, version, startedAt, isLeaving }: SystemPorts) {
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
        uptime_s: Math.max(0, Math.floor((clock().getTime() - startedAt.getTime()) / 1000)),
        checks: { database: answers ? 'ok' : 'down' },
      };
    },

    /** Throws `503 DATABASE_UNAVAILABLE`, or `503 PROVIDER_UNAVAILABLE` when the server is about to stop. */
    async ready(): Promise<Probe> {
      if (isLeaving?.()) throw new ApiError('PROVIDER_UNAVAILABLE', { message: 'The server is stopping.' });
      try {
        await askDatabase();
      } catch (cause) {
        throw new ApiError('DATABASE_UNAVAILABLE', { headers: { 'Retry-After': '1' }, cause });
      }
      return { status: 'ok' };
    },
  };
}
