import type { Webhook } from '@medcor/contract';
import { type ListFields, type ListRequest, type ListSlice, plainFields } from '../../lists/list-fields.js';
import { searchText } from '../../lists/normalise.js';

/** A webhook as it is kept. */
export interface StoredWebhook extends Webhook {
  /** Sealed, as is the one before. */
  readonly secret: string;
  readonly previous_secret: string | null;
  /** Since when no delivery has succeeded. */
  readonly failing_since: string | null;
}

/** What is written of a webhook: it is the tenant's. */
export type NewWebhook = Omit<StoredWebhook, 'id' | 'hospital'>;

/** The webhooks of the tenant. */
export interface WebhookRepository {
  find(id: number): Promise<StoredWebhook | undefined>;
  /** As `find`, and holds the webhook until the transaction ends; events can still be queued for it. */
  findForUpdate(id: number): Promise<StoredWebhook | undefined>;
  list(request: ListRequest): Promise<ListSlice<StoredWebhook>>;
  insert(webhook: NewWebhook): Promise<StoredWebhook>;
  update(id: number, change: Partial<NewWebhook>): Promise<StoredWebhook | undefined>;
  /** Erases a webhook and its deliveries; answers whether there was one. */
  delete(id: number): Promise<boolean>;
}

/** The text under which a webhook is found. */
export function webhookSearchText({ url, description }: Pick<Webhook, 'url' | 'description'>): string {
  return searchText(url, description);
}

export const webhookList: ListFields<StoredWebhook> = {
  fields: plainFields<StoredWebhook>('webhooks', ['id', 'created_at', 'is_active']),
  search: { columns: ['webhooks.search_text'], text: webhookSearchText },
};
