import type { Tenant } from '../../db/database.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { planColumns } from './subscription-plans.knex.js';
import type { SubscriptionRepository } from './subscriptions.repository.js';

const stored = { hospital: 'hospital_id', plan: 'plan_id' };

const columns = selectColumns(
  'subscriptions',
  ['id', 'hospital', 'plan', 'trial_end', 'created_at', 'ended_at'],
  stored,
);

export function knexSubscriptions(knex: Queryable, tenant: Tenant): SubscriptionRepository {
  const liveOf = (hospital: number) =>
    knex('subscriptions').where('subscriptions.hospital_id', hospital).whereNull('subscriptions.ended_at');
  const visibleLive = (hospital: number) =>
    tenant === 'platform' ? liveOf(hospital) : liveOf(hospital).where('subscriptions.hospital_id', tenant);
  const withPlan = async <Row extends { plan: number }>(row: Row) => ({
    ...row,
    plan: await knex('subscription_plans').where({ id: row.plan }).first(planColumns),
  });

  return {
    async findLive(hospital) {
      const row = await visibleLive(hospital).first(columns);
      return row && withPlan(row);
    },
    async insert(subscription) {
      const [row] = await knex('subscriptions').insert(toColumns(subscription, stored)).returning(columns);
      return withPlan(row);
    },
    async endLive(hospital, at) {
      await visibleLive(hospital).update({ ended_at: at });
    },
    limitsOf: (hospital) =>
      liveOf(hospital)
        .join('subscription_plans', 'subscription_plans.id', 'subscriptions.plan_id')
        .first(selectColumns('subscription_plans', ['max_users', 'max_doctors', 'max_patients'])),
  };
}
