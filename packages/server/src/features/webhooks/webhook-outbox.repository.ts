import type { WebhookPayload } from '@medcor/contract';
import type { WebhookTarget } from './webhook-attempt.js';
import type { DeliveryProgress } from './webhook-deliveries.repository.js';

/** A delivery in the hands of whoever holds its lease. */
export interface TakenDelivery {
  readonly id: number;
  readonly lease: string;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly payload: WebhookPayload;
  readonly webhook: WebhookTarget & { readonly id: number };
}

export interface TakeOptions {
  /** Deliveries are due that were to be tried by then. */
  readonly now: string;
  /** What the leases are known by: no other taking has the same. */
  readonly lease: string;
  readonly leaseMs: number;
  /** How many to take at most. */
  readonly limit: number;
  /** How many of one webhook may be in hand at a time; of one that fails it is one. */
  readonly limitPerWebhook: number;
  /** How many of each webhook are in hand already. */
  readonly inHand: ReadonlyMap<number, number>;
}

/** Names a delivery that is in hand. */
type Hold = Pick<TakenDelivery, 'id' | 'lease'>;

/**
 * The deliveries of all hospitals as a queue, which several processes take from. What is taken is leased, by the
 * database's own clock, and is there to be taken again when the lease is over. For the platform alone.
 */
export interface WebhookOutboxRepository {
  /**
   * Takes some that are due, of webhooks and hospitals that are active, and that nobody else holds or is just taking.
   * Where there are more than the limit, the webhooks have equal chances.
   */
  take(options: TakeOptions): Promise<TakenDelivery[]>;
  /** Begins those leases anew that still hold. */
  renew(holds: readonly Hold[], leaseMs: number): Promise<void>;
  /** Writes how it went, and gives the delivery out of hand; answers false where somebody else has it by now. */
  settle(hold: Hold, progress: DeliveryProgress): Promise<boolean>;
  /** Gives out of hand what nothing has become of. */
  release(holds: readonly Hold[]): Promise<void>;
  /** Gives up, for the reason given, those due that lead to what has been switched off; so many at most. */
  giveUp(now: string, error: string, limit: number): Promise<void>;
}
