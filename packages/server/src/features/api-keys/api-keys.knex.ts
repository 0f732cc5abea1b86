import { listRows } from '../../db/knex/list.js';
import type { Queryable } from '../../db/knex/queryable.js';
import { selectColumns, toColumns } from '../../db/knex/values.js';
import { type ApiKeyRepository, apiKeyList } from './api-keys.repository.js';

const stored = { user: 'user_id' };

const columns = selectColumns('api_keys', [
  'id',
  'name',
  'access',
  'hint',
  'expires_at',
  'last_used_at',
  'created_at',
]);

export function knexApiKeys(knex: Queryable): ApiKeyRepository {
  const keys = () => knex('api_keys').where({ deleted_at: null });
  return {
    list: (user, request) => listRows(knex, keys().where({ user_id: user }), columns, apiKeyList, request),
    findByHash: (hash) =>
      keys()
        .where({ key_hash: hash })
        .first([...columns, 'user_id as user']),
    async insert(key) {
      const [row] = await knex('api_keys').insert(toColumns(key, stored)).returning(columns);
      return row;
    },
    async touch(id, at) {
      await knex('api_keys').where({ id }).update({ last_used_at: at });
    },
    async delete(user, id, at) {
      return (await keys().where({ user_id: user, id }).update({ deleted_at: at })) > 0;
    },
  };
}
