import type { TestApi } from '../../testing/test-api.js';
import type { Database } from '../db/database.js';
import { createLogger } from '../logging.js';
import type { WebhookOutcome, WebhookRequest } from '../ports.js';
import { nodeSecrets } from '../providers/node-secrets.js';
import { createWebhookDispatcher, type DispatcherTimes } from './webhook-dispatcher.js';

type Answer = (request: WebhookRequest) => Promise<WebhookOutcome>;

export interface TestDispatcher {
  /** What was sent, newest last. */
  readonly sent: readonly WebhookRequest[];
  /** What was logged, parsed. */
  readonly logs: readonly Record<string, unknown>[];
  /** Moves its clock, and that alone: what users have been given goes by the server's. */
  advance(milliseconds: number): void;
  wake(): void;
  stop(graceMs?: number): Promise<void>;
}

export const ok: WebhookOutcome = { status: 200, body: 'ok', error: null, durationMs: 7 };
export const broken: WebhookOutcome = { status: 500, body: 'no', error: null, durationMs: 7 };

/** Does not come. */
export const never = () => new Promise<never>(() => undefined);

/** A dispatcher over a test's database, whose requests a test answers. Waits are not lengthened by chance. */
export function startTestDispatcher(
  api: Pick<TestApi, 'database' | 'clock' | 'seal'>,
  answer: Answer,
  options: { times?: DispatcherTimes; database?: Database } = {},
): TestDispatcher {
  const sent: WebhookRequest[] = [];
  const logs: Record<string, unknown>[] = [];
  const { database, seal } = api;
  let ahead = 0;
  const clock = () => new Date(api.clock().getTime() + ahead);
  const dispatcher = createWebhookDispatcher({
    ...{ database, clock, seal, secrets: nodeSecrets, retries: { scale: 1, random: () => 0 }, ...options },
    logger: createLogger('info', { write: (line) => void logs.push(JSON.parse(line)) }),
    webhookSender: {
      send(request) {
        sent.push(request);
        return answer(request);
      },
    },
  });
  dispatcher.start();
  return {
    sent,
    logs,
    advance(milliseconds) {
      ahead += milliseconds;
    },
    wake: dispatcher.wake,
    stop: (graceMs = 0) => dispatcher.stop(graceMs),
  };
}
