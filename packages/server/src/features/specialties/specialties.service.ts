import { contract, type Specialty, type SpecialtyCreate } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { assertNamedHospital } from '../hospitals/references.js';
import { countedTenant } from './specialties.policy.js';
import { type SpecialtyFigures, type SpecialtyRepository, specialtyList } from './specialties.repository.js';

interface CountedHospital {
  readonly hospital?: number | undefined;
}

interface SpecialtyFilters extends ListQuery, CountedHospital {
  readonly code?: string | undefined;
  readonly is_active?: boolean | undefined;
}

export type SpecialtyService = ReturnType<typeof createSpecialtyService>;

export function createSpecialtyService({ database, pager }: ServicePorts) {
  /** Reads the catalogue with the doctors of the hospital that is named, or of those the caller reaches. */
  async function read<T>(
    actor: Actor,
    { hospital }: CountedHospital,
    work: (specialties: SpecialtyRepository) => Promise<T>,
  ): Promise<T> {
    permit(actor, 'specialties.read');
    return database.read(countedTenant(actor, hospital), async (repositories) => {
      await assertNamedHospital(repositories, hospital);
      return work(repositories.specialties);
    });
  }

  return {
    list(actor: Actor, query: SpecialtyFilters): Promise<Page<Specialty>> {
      const where = [equals('code', query.code), equals('is_active', query.is_active)];
      return read(actor, query, (specialties) =>
        pager(contract.specialties.list, query, specialtyList, where, specialties.list),
      );
    },

    get(actor: Actor, id: number): Promise<Specialty> {
      return read(actor, {}, async (specialties) => found(await specialties.find(id)));
    },

    popular(actor: Actor, query: CountedHospital & { readonly limit: number }): Promise<Specialty[]> {
      return read(actor, query, (specialties) => specialties.popular(query.limit));
    },

    statistics(actor: Actor, query: CountedHospital): Promise<SpecialtyFigures[]> {
      return read(actor, query, (specialties) => specialties.statistics());
    },

    async create(actor: Actor, body: SpecialtyCreate): Promise<Specialty> {
      permit(actor, 'specialties.write');
      return database.transaction('platform', ({ specialties }) =>
        specialties.insert({ description: null, is_active: true, ...given(body) }),
      );
    },
  };
}
