import type { Queryable } from '../../db/knex/queryable.js';
import type { PasswordResetRepository, SignInFailureRepository } from './auth.repository.js';

export function knexPasswordResets(knex: Queryable): PasswordResetRepository {
  return {
    async insert(hash, { user, expires_at }) {
      await knex('password_resets').insert({ token_hash: hash, user_id: user, expires_at });
    },
    find: (hash) =>
      knex('password_resets').where({ token_hash: hash }).first('user_id as user', 'expires_at', 'used_at'),
    async use(hash, at) {
      return (
        (await knex('password_resets').where({ token_hash: hash, used_at: null }).update({ used_at: at })) > 0
      );
    },
    async useAll(user, at) {
      await knex('password_resets').where({ user_id: user, used_at: null }).update({ used_at: at });
    },
  };
}

export function knexSignInFailures(knex: Queryable): SignInFailureRepository {
  return {
    async add({ account, address }, now, lapsesAt) {
      const { rows } = await knex.raw(
        `insert into sign_in_failures as counted (account, address, failures, lapses_at)
         values (:account, :address, 1, :lapsesAt)
         on conflict (account, address) do update set
           failures = case when counted.lapses_at > :now::timestamptz then counted.failures + 1 else 1 end,
           lapses_at = case when counted.lapses_at > :now::timestamptz then counted.lapses_at else excluded.lapses_at end
         returning failures, lapses_at`,
        { account, address, now, lapsesAt },
      );
      return rows[0];
    },
    async clear(source) {
      await knex('sign_in_failures').where(source).delete();
    },
  };
}
