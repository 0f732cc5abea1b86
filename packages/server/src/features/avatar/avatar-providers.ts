import type { AvatarProvider } from '../../assistant-ports.js';
import type { Database } from '../../db/database.js';
import { allowsRemoteAi } from '../hospitals/remote-ai.js';

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
  const forHospital = async (hospital: number | null): Promise<AvatarProvider> =>
    avatars.isRemote && !(await allowsRemoteAi(database, hospital)) ? embedded : avatars;

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
