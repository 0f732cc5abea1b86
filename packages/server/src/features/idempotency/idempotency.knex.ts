import type { Queryable } from '../../db/knex/queryable.js';
import type { IdempotencyKeyRepository, KeptCall } from './idempotency.repository.js';

export function knexIdempotencyKeys(knex: Queryable): IdempotencyKeyRepository {
  /** The rows of one user; row-level security hides the others'. */
  const keysOf = async (user: number | 'all') => {
    await knex.raw(`select set_config('app.user', ?, true)`, [String(user)]);
  };
  return {
    async claim({ user, key, fingerprint, claim, at, lapsed, expired }) {
      await keysOf(user);
      const { rows } = await knex.raw(
        `insert into idempotency_keys as kept (user_id, key, fingerprint, claim, claimed_at)
         values (:user, :key, :fingerprint, :claim, :at)
         on conflict (user_id, key) do update set
           fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = excluded.claimed_at,
           answer = null, answered_at = null
         where kept.claimed_at < :expired or (kept.answer is null and kept.claimed_at < :lapsed)
         returning claim`,
        { user, key, fingerprint, claim, at, lapsed, expired },
      );
      if (rows.length > 0) return undefined;
      const held: KeptCall | undefined = await knex('idempotency_keys')
        .where({ user_id: user, key })
        .first('fingerprint', 'claim', 'claimed_at', 'answer');
      return held ?? { fingerprint, claim: '', claimed_at: at, answer: null };
    },
    async answer(user, key, claim, { fingerprint, answer, at }) {
      await keysOf(user);
      const changed = await knex('idempotency_keys')
        .where({ user_id: user, key, claim })
        .update({ fingerprint, answer, answered_at: at });
      return changed > 0;
    },
    async release(user, key, claim) {
      await keysOf(user);
      await knex('idempotency_keys').where({ user_id: user, key, claim }).delete();
    },
    async deleteBefore(at, limit) {
      await keysOf('all');
      const old = knex('idempotency_keys').where('claimed_at', '<', at).limit(limit);
      return knex('idempotency_keys').whereIn(['user_id', 'key'], old.select('user_id', 'key')).delete();
    },
  };
}
