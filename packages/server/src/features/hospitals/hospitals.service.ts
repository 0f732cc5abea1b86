import { contract, type Hospital, type HospitalCreate, type HospitalUpdate } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import type { SignInStates } from '../auth/sign-in-states.js';
import { hasChanged } from '../events/has-changed.js';
import { freeSlug } from '../free-slug.js';
import { assertSuperuserRemains } from '../users/last-superuser.js';
import { createHospitalStatistics } from './hospital-statistics.service.js';
import { assertMayChange } from './hospitals.policy.js';
import { hospitalList, type NewHospital } from './hospitals.repository.js';

interface HospitalPorts extends ServicePorts {
  readonly signInStates: SignInStates;
}

interface HospitalFilters extends ListQuery {
  readonly hospital_type?: Hospital['hospital_type'] | undefined;
  readonly is_active?: boolean | undefined;
}

export type HospitalService = ReturnType<typeof createHospitalService>;

export function createHospitalService({ database, pager, clock, events, signInStates }: HospitalPorts) {
  const changeHospital = async (
    transaction: Transaction,
    id: number,
    change: Partial<NewHospital>,
  ): Promise<Hospital> => {
    const { hospitals } = transaction;
    // Nobody locks what is not there for them.
    found(await hospitals.find(id));
    await transaction.lockRow('hospitals', id);
    const before = found(await hospitals.find(id));
    const after = found(await hospitals.update(id, { ...change, updated_at: clock().toISOString() }));
    if (hasChanged(before, after))
      await events.publish(transaction, 'hospital.updated', { id, hospital: id });
    return after;
  };

  return {
    list(actor: Actor, query: HospitalFilters) {
      const { tenant } = permit(actor, 'hospitals.list');
      const where = [equals('hospital_type', query.hospital_type), equals('is_active', query.is_active)];
      return database.read(tenant, ({ hospitals }) =>
        pager(contract.hospitals.list, query, hospitalList, where, hospitals.list),
      );
    },

    async get(actor: Actor, id: number): Promise<Hospital> {
      const { tenant } = permit(actor, 'hospitals.read');
      return found(await database.read(tenant, ({ hospitals }) => hospitals.find(id)));
    },

    async create(actor: Actor, body: HospitalCreate): Promise<Hospital> {
      permit(actor, 'hospitals.manage');
      return database.transaction('platform', async (transaction) => {
        // One after the other: two that are called alike would be given the same slug.
        await transaction.lock(['installation', 1]);
        return insertHospital(transaction, body, clock());
      });
    },

    /** The first hospital of an unclaimed installation; one caller wins, however many try at once. */
    createFirst(body: HospitalCreate): Promise<Hospital> {
      return database.transaction('platform', async (transaction) => {
        await transaction.lock(['installation', 1]);
        const state = await transaction.installation.get();
        if (state.hospital !== null || state.claimed_at !== null) throw new ApiError('NOT_AUTHENTICATED');
        const hospital = await insertHospital(transaction, body, clock());
        await transaction.installation.setHospital(hospital.id);
        return hospital;
      });
    },

    async update(actor: Actor, id: number, change: HospitalUpdate): Promise<Hospital> {
      const access = permit(actor, 'hospitals.update');
      assertMayChange(access, change);
      const hospital = await database.transaction(access.tenant, async (transaction) => {
        if (change.is_active === false) await assertSuperuserRemains(transaction, { hospital: id });
        return changeHospital(transaction, id, given(change));
      });
      if (change.is_active !== undefined) signInStates.forget();
      return hospital;
    },

    async delete(actor: Actor, id: number): Promise<void> {
      const { tenant } = permit(actor, 'hospitals.manage');
      await database.transaction(tenant, async (transaction) => {
        await assertSuperuserRemains(transaction, { hospital: id });
        await changeHospital(transaction, id, { is_active: false });
      });
      signInStates.forget();
    },

    statistics: createHospitalStatistics({ database, clock }),
  };
}

async function insertHospital(transaction: Transaction, body: HospitalCreate, now: Date): Promise<Hospital> {
  const at = now.toISOString();
  return transaction.hospitals.insert({
    description: null,
    website: null,
    address_line1: null,
    address_line2: null,
    postal_code: null,
    timezone: 'UTC',
    bed_count: null,
    emergency_services: false,
    remote_ai_enabled: false,
    ...given(body),
    slug: body.slug ?? (await freeSlug(body.name, 'hospital', transaction.hospitals.slugsLike)),
    is_active: true,
    created_at: at,
    updated_at: at,
  });
}
