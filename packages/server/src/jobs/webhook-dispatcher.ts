import type { Logger } from 'pino';
import type { Database } from '../db/database.js';
import { type AttemptPorts, attempt } from '../features/webhooks/webhook-attempt.js';
import type { TakenDelivery } from '../features/webhooks/webhook-outbox.repository.js';
import type { RetryOptions } from '../features/webhooks/webhook-retries.js';
import { type Settlement, settle } from '../features/webhooks/webhook-settlement.js';
import type { Secrets } from '../ports.js';
import { repeat } from './repeat.js';
import { untilDone } from './until-done.js';

export interface DispatcherTimes {
  /** How often the queue is looked at, for what other processes wrote, and for what has become due. */
  readonly pollMs: number;
  /** For how long a process that has died keeps others from what it had in hand. */
  readonly leaseMs: number;
}

const usualTimes: DispatcherTimes = { pollMs: 1000, leaseMs: 15_000 };

/** How many requests are under way at a time, in all and to one webhook. Those that only wait cost little. */
const MAX_IN_HAND = 128;
const MAX_IN_HAND_PER_WEBHOOK = 4;

/** How many deliveries to what is switched off are given up at a time. */
const GIVE_UP_BATCH = 1000;

interface DispatcherOptions extends AttemptPorts {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly retries: RetryOptions;
  readonly logger: Logger;
  /** Hears what each attempt has come to. */
  readonly onSettled?: ((settlement: Settlement) => void) | undefined;
  readonly times?: DispatcherTimes;
}

export interface WebhookDispatcher {
  start(): void;
  /** There may be something to send. Means nothing before the start, and when it has been stopped. */
  wake(): void;
  /** Takes nothing more, waits so long for what is under way, and gives the rest back for others to take. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Sends what is due, in every process: each delivery is taken under a lease, which is renewed while it is being sent
 * and lapses when its process dies. No connection to the database is held meanwhile.
 */
export function createWebhookDispatcher(options: DispatcherOptions): WebhookDispatcher {
  const { database, secrets, clock, logger, onSettled, times = usualTimes } = options;
  const inHand = new Map<TakenDelivery, Promise<void>>();
  let isRunning = false;
  let isAsked = false;
  let looking: Promise<void> | undefined;
  let stopPolling: (() => Promise<void>) | undefined;
  let stopRenewing: (() => Promise<void>) | undefined;

  const now = () => clock().toISOString();

  const take = async (): Promise<number> => {
    const limit = MAX_IN_HAND - inHand.size;
    if (limit <= 0) return 0;
    const asked = {
      now: now(),
      lease: secrets.random(),
      leaseMs: times.leaseMs,
      limit,
      limitPerWebhook: MAX_IN_HAND_PER_WEBHOOK,
      inHand: countByWebhook(inHand.keys()),
    };
    const taken = await database.transaction('platform', ({ webhookOutbox }) => webhookOutbox.take(asked));
    for (const delivery of taken) inHand.set(delivery, send(delivery));
    return taken.length;
  };

  const send = async (taken: TakenDelivery): Promise<void> => {
    try {
      const outcome = await attempt(options, taken.webhook, taken.payload);
      // What was given back meanwhile is somebody else's.
      const isOurs = () => inHand.has(taken);
      const settlement = await untilDone(() => settle(options, taken, outcome), isOurs);
      if (settlement) onSettled?.(settlement);
      if (settlement?.switchedOff) {
        logger.warn({ webhook: taken.webhook.id, reason: settlement.switchedOff }, 'webhook switched off');
      }
    } catch (error) {
      // It is sent again when its lease is over.
      logger.error({ err: error, delivery: taken.id }, 'webhook delivery not recorded');
    } finally {
      inHand.delete(taken);
      wake();
    }
  };

  /** Takes until there is nothing more to take; who asks meanwhile is served by the same loop. */
  const look = async (): Promise<void> => {
    try {
      while (isAsked && isRunning) {
        isAsked = false;
        if ((await take()) > 0) isAsked = true;
      }
    } catch (error) {
      logger.warn({ err: error }, 'webhook deliveries not looked for');
    } finally {
      looking = undefined;
    }
  };

  const wake = (): void => {
    isAsked = true;
    if (isRunning) looking ??= look();
  };

  const poll = async (): Promise<void> => {
    await database.transaction('platform', ({ webhookOutbox }) =>
      webhookOutbox.giveUp(now(), 'The webhook, or its hospital, was switched off.', GIVE_UP_BATCH),
    );
    wake();
  };

  const renew = async (): Promise<void> => {
    if (inHand.size === 0) return;
    const holds = [...inHand.keys()];
    await database.transaction('platform', ({ webhookOutbox }) => webhookOutbox.renew(holds, times.leaseMs));
  };

  const release = async (): Promise<void> => {
    const holds = [...inHand.keys()];
    inHand.clear();
    if (holds.length === 0) return;
    await database.transaction('platform', ({ webhookOutbox }) => webhookOutbox.release(holds));
  };

  /** What fails is tried again with the next round. */
  const every = (milliseconds: number, work: () => Promise<void>) =>
    repeat(milliseconds, () =>
      work().catch((error) => logger.warn({ err: error }, 'webhook deliveries not looked after')),
    );

  return {
    wake,
    start() {
      isRunning = true;
      stopPolling = every(times.pollMs, poll);
      stopRenewing = every(times.leaseMs / 3, renew);
      wake();
    },
    async stop(graceMs) {
      isRunning = false;
      await stopPolling?.();
      await looking;
      await atMost(graceMs, Promise.all(inHand.values()));
      await stopRenewing?.();
      await release().catch((error) => logger.warn({ err: error }, 'webhook deliveries not given back'));
    },
  };
}

function countByWebhook(deliveries: Iterable<TakenDelivery>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { webhook } of deliveries) counts.set(webhook.id, (counts.get(webhook.id) ?? 0) + 1);
  return counts;
}

/** Waits, but no longer than that. */
async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
