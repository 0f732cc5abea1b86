import type { Database } from '../../db/database.js';
import type { Clock } from '../../ports.js';
import type { Attempt } from './webhook-attempt.js';
import type { DeliveryProgress } from './webhook-deliveries.repository.js';
import type { TakenDelivery } from './webhook-outbox.repository.js';
import { type RetryOptions, waitAfter } from './webhook-retries.js';
import { standingAfter } from './webhook-standing.js';

interface SettlementPorts {
  readonly database: Database;
  readonly clock: Clock;
  readonly retries: RetryOptions;
}

export interface Settlement {
  readonly status: DeliveryProgress['status'];
  /** Why the webhook was switched off just now. */
  readonly switchedOff: 'gone' | 'failing' | null;
}

/**
 * Writes what an attempt has come to: of the delivery, and of its webhook. Nothing is written of a delivery that
 * somebody else has in hand by now; there is no answer then.
 */
export function settle(
  { database, clock, retries }: SettlementPorts,
  taken: TakenDelivery,
  attempt: Attempt,
): Promise<Settlement | undefined> {
  const now = clock();
  return database.transaction('platform', async ({ webhooks, webhookOutbox }) => {
    const { id, url } = taken.webhook;
    const seen = await webhooks.find(id);
    // Whoever deleted it deleted its deliveries.
    if (!seen) return undefined;
    // The webhook before its deliveries: so does everyone who needs both.
    const held = standingAfter(seen, url, attempt, now) && (await webhooks.findForUpdate(id));
    const change = held && standingAfter(held, url, attempt, now);
    if (change) await webhooks.update(id, change);
    const progress = progressAfter(taken.attempts + 1, attempt, change?.is_active !== false, now, retries);
    const isSettled = await webhookOutbox.settle(taken, progress);
    if (!isSettled) return undefined;
    return { status: progress.status, switchedOff: change?.disabled_reason ?? null };
  });
}

function progressAfter(
  attempts: number,
  { isDelivered, ...outcome }: Attempt,
  mayBeTriedAgain: boolean,
  now: Date,
  retries: RetryOptions,
): DeliveryProgress {
  const over = { ...outcome, attempts, next_attempt_at: null, delivered_at: null };
  if (isDelivered) return { ...over, status: 'delivered', delivered_at: now.toISOString() };
  const wait = mayBeTriedAgain ? waitAfter(attempts, retries) : undefined;
  if (wait === undefined) return { ...over, status: 'dead' };
  return { ...over, status: 'failed', next_attempt_at: new Date(now.getTime() + wait).toISOString() };
}
