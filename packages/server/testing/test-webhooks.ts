import type { WebhookOutcome, WebhookRequest, WebhookSender } from '../src/ports.js';
import { type ConnectionRules, createWebhookAddresses } from '../src/providers/webhook-addresses.js';

/** The world of webhooks as a test makes it: nothing is looked up, and nothing leaves the process. */
export interface TestWebhooks {
  /** What was sent, newest last. */
  readonly sent: readonly WebhookRequest[];
  /** How webhooks answer from now on. */
  answerWith(outcome: Partial<WebhookOutcome>): void;
  /** Gives a name its addresses; others do not resolve. */
  name(name: string, ...addresses: string[]): void;
}

export function createTestWebhooks(): TestWebhooks & { sender: WebhookSender; addresses: ConnectionRules } {
  const sent: WebhookRequest[] = [];
  const names = new Map<string, string[]>();
  let outcome: WebhookOutcome = { status: 200, body: 'ok', error: null, durationMs: 7 };
  return {
    sent,
    answerWith(changed) {
      outcome = { ...outcome, ...changed };
    },
    name: (name, ...addresses) => void names.set(name, addresses),
    sender: {
      async send(request) {
        sent.push(request);
        return outcome;
      },
    },
    addresses: createWebhookAddresses({
      allowPrivate: false,
      async resolve(name) {
        const addresses = names.get(name);
        if (!addresses) throw Object.assign(new Error(`No name ${name}.`), { code: 'ENOTFOUND' });
        return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    }),
  };
}
