import type { Attempt } from './webhook-attempt.js';
import type { NewWebhook, StoredWebhook } from './webhooks.repository.js';

/** For how long a webhook may do nothing but fail. */
const FAILING_MS = 5 * 24 * 60 * 60 * 1000;

/** What receivers answer who want nothing any more. */
const GONE = 410;

/**
 * What an attempt changes about a webhook, if anything: whether it is failing, and whether it stays on. What came of
 * an address that it has left says nothing about it.
 */
export function standingAfter(
  webhook: StoredWebhook,
  sentTo: string,
  { isDelivered, response_status }: Attempt,
  now: Date,
): Partial<NewWebhook> | undefined {
  if (!webhook.is_active || webhook.url !== sentTo) return undefined;
  const { failing_since } = webhook;
  if (isDelivered) return failing_since === null ? undefined : { failing_since: null };
  const off = { is_active: false, updated_at: now.toISOString() };
  if (response_status === GONE) return { ...off, disabled_reason: 'gone' };
  if (failing_since === null) return { failing_since: now.toISOString() };
  const hasFailedForLong = now.getTime() - Date.parse(failing_since) >= FAILING_MS;
  return hasFailedForLong ? { ...off, disabled_reason: 'failing' } : undefined;
}
