import type { AvatarProvider } from '../../assistant-ports.js';
import type { Database } from '../../db/database.js';

interface ProviderPorts {
  readonly database: Database;
  /** The provider that is configured. */
  readonly avatars: AvatarProvider;
  /** What stands in for it in hospitals that let nothing out; it sends nothing anywhere. */
  readonly embedded: AvatarProvider;
}

export type AvatarProviders = ReturnType<typeof createAvatarProviders>;

/** Which provider serves whom: a remote one is told what patients are told, and is for hospitals that allow it. */
export function createAvatarProviders({ database, avatars, embedded }: ProviderPorts) {
  /** Somebody without a hospital has nobody to allow it. */
  const allowsRemote = async (hospital: number | null): Promise<boolean> => {
    if (hospital === null) return false;
    const found = await database.read(hospital, ({ hospitals }) => hospitals.find(hospital));
    return found?.remote_ai_enabled ?? false;
  };

  const forHospital = async (hospital: number | null): Promise<AvatarProvider> =>
    avatars.isRemote && !(await allowsRemote(hospital)) ? embedded : avatars;

  return {
    forHospital,

    /** The provider of that name, where the hospital may use it, now as then. */
    async named(name: string, hospital: number | null): Promise<AvatarProvider | undefined> {
      return [await forHospital(hospital), embedded].find((provider) => provider.name === name);
    },

    /** The same to end what was begun there: that tells it nothing. */
    toStopAt: (name: string): AvatarProvider | undefined =>
      [avatars, embedded].find((provider) => provider.name === name),
  };
}
