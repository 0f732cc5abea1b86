import type { Database } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';

/** What the assistant goes by of the hospital that it speaks for. */
export interface Place {
  readonly timezone: string;
  readonly country: string | undefined;
  readonly name: string | undefined;
  readonly allowsRemote: boolean;
}

/** The caller's hospital, as far as it matters here; somebody without one is nowhere. */
export async function placeOf(database: Database, { hospital }: Actor): Promise<Place> {
  const row =
    hospital === null
      ? undefined
      : await database.read(hospital, ({ hospitals }) => hospitals.find(hospital));
  return {
    timezone: row?.timezone ?? 'UTC',
    country: row?.country,
    name: row?.name,
    allowsRemote: row?.remote_ai_enabled ?? false,
  };
}
