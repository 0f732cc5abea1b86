import type { Database } from '../../db/database.js';

/** Whether a hospital allows that what patients say leaves it; somebody without a hospital has nobody to allow it. */
export async function allowsRemoteAi(database: Database, hospital: number | null): Promise<boolean> {
  if (hospital === null) return false;
  const found = await database.read(hospital, ({ hospitals }) => hospitals.find(hospital));
  return found?.remote_ai_enabled ?? false;
}
