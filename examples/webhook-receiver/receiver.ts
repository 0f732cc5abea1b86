import { verifyWebhook, WebhookVerificationError } from '@medcor/sdk/webhooks';
import express, { type Express } from 'express';
import type { Inbox } from './inbox.js';

export interface ReceiverOptions {
  /** That of the webhook; several while one is being rotated. */
  readonly secret: string | readonly string[];
  readonly inbox: Pick<Inbox, 'take'>;
}

/** Takes deliveries at `/webhook`: answers as soon as an event is kept, for the sender gives up after 15 seconds. */
export function createReceiver({ secret, inbox }: ReceiverOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // The raw body is what is signed. Of whatever type: one that is not JSON is not signed either.
  app.post('/webhook', express.raw({ type: () => true }), async (request, response) => {
    try {
      await inbox.take(await verifyWebhook(request.body, request.headers, secret));
      response.sendStatus(204);
    } catch (error) {
      if (error instanceof WebhookVerificationError) {
        response.status(400).type('text').send(error.message);
        return;
      }
      // Not kept, so not taken: the sender tries again.
      process.stderr.write(`An event could not be kept: ${error}\n`);
      response.sendStatus(500);
    }
  });
  return app;
}
