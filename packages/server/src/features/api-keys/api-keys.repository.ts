import type { ApiKey } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';

export type NewApiKey = Omit<ApiKey, 'id' | 'last_used_at'> & { user: number; key_hash: string };

export interface ApiKeyRepository {
  /** The keys of a user that were not deleted. */
  list(user: number, request: ListRequest): Promise<ListSlice<ApiKey>>;
  findByHash(hash: string): Promise<(ApiKey & { user: number }) | undefined>;
  insert(key: NewApiKey): Promise<ApiKey>;
  touch(id: number, at: string): Promise<void>;
  /** Whether there was such a key of the user. */
  delete(user: number, id: number, at: string): Promise<boolean>;
}

export const apiKeyList: ListFields<ApiKey> = {
  fields: plainFields<ApiKey>('api_keys', ['id', 'created_at']),
};
