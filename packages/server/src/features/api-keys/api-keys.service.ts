import { type ApiKey, type ApiKeyCreate, type ApiKeyCreated, contract } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import { toInstant } from '../../lists/conditions.js';
import type { Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { Secrets, ServicePorts } from '../../ports.js';
import { apiKeyPrefix } from '../auth/identification.js';
import type { SignInStates } from '../auth/sign-in-states.js';
import { apiKeyList } from './api-keys.repository.js';

interface ApiKeyPorts extends ServicePorts {
  readonly secrets: Secrets;
  readonly signInStates: SignInStates;
}

export type ApiKeyService = ReturnType<typeof createApiKeyService>;

export function createApiKeyService({ database, pager, clock, secrets, signInStates }: ApiKeyPorts) {
  return {
    list(actor: Actor, query: ListQuery): Promise<Page<ApiKey>> {
      permit(actor, 'account');
      return database.read('platform', ({ apiKeys }) =>
        pager(contract.apiKeys.list, query, apiKeyList, [], (request) => apiKeys.list(actor.id, request)),
      );
    },

    async create(actor: Actor, { name, access, expires_at }: ApiKeyCreate): Promise<ApiKeyCreated> {
      permit(actor, 'account');
      const created_at = clock().toISOString();
      const expiry = expires_at ? toInstant(expires_at) : null;
      if (expiry !== null && expiry <= created_at)
        throw invalidField('expires_at', 'Must lie in the future.');
      const key = apiKeyPrefix + secrets.random();
      const hint = key.slice(0, apiKeyPrefix.length + 4);
      const row = {
        user: actor.id,
        name,
        access,
        hint,
        key_hash: secrets.digest(key),
        expires_at: expiry,
        created_at,
      };
      const stored = await database.transaction('platform', ({ apiKeys }) => apiKeys.insert(row));
      return { ...stored, key };
    },

    async delete(actor: Actor, id: number): Promise<void> {
      permit(actor, 'account');
      const deleted = await database.transaction('platform', ({ apiKeys }) =>
        apiKeys.delete(actor.id, id, clock().toISOString()),
      );
      if (!deleted) throw new ApiError('NOT_FOUND');
      signInStates.forget();
    },
  };
}
