import type { MemoryTables } from '../tables.memory.js';
import type { Installation, InstallationRepository } from './installation.repository.js';

export type InstallationRow = Installation & { id: number };

const unclaimed: Installation = { hospital: null, claimed_by: null, claimed_at: null };

export function memoryInstallation({ installation }: MemoryTables): InstallationRepository {
  const save = (change: Partial<Installation>) => {
    if (!installation.update(1, change)) installation.insert({ ...unclaimed, ...change });
  };
  return {
    get: async () => installation.get(1) ?? unclaimed,
    setHospital: async (hospital) => save({ hospital }),
    claim: async (user, at) => save({ claimed_by: user, claimed_at: at }),
  };
}
