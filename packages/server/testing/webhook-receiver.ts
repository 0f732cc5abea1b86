import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A delivery as it came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse, received: Received) => unknown;

/**
 * Somebody else's server, who knows of us but the secrets that they were given: what comes is looked at with the
 * library of Standard Webhooks.
 */
export interface WebhookReceiver {
  /** Whatever was signed as it has to be, newest last. */
  readonly received: readonly Received[];
  /** What is wrong with all else that came. */
  readonly refused: readonly string[];
  /** Where to send what is signed with each of these secrets. Answers 200 unless told otherwise. */
  path(name: string, secrets: readonly string[], answer?: Answer): string;
  /** The ids of the events that came under a path, each as often as it came. */
  eventsAt(name: string): string[];
  close(): Promise<void>;
}

interface Place {
  readonly verifiers: readonly Webhook[];
  readonly answer: Answer;
}

export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const places = new Map<string, Place>();
  const received: Received[] = [];
  const refused: string[] = [];

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      // Whoever sent it died meanwhile.
      return;
    }
    const { url: path = '', headers } = request;
    const delivery = { path, headers, body: Buffer.concat(chunks).toString() };
    const place = places.get(path);
    try {
      if (!place) throw new Error(`There is nothing at ${path}.`);
      for (const verifier of place.verifiers) verifier.verify(delivery.body, plain(headers));
    } catch (error) {
      refused.push(String(error));
      response.writeHead(400).end();
      return;
    }
    received.push(delivery);
    place.answer(response, delivery);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The type of `address` allows for pipes.
  const { port } = server.address() as AddressInfo;

  return {
    received,
    refused,
    path(name, secrets, answer = (response) => response.end('ok')) {
      places.set(`/${name}`, { verifiers: secrets.map(verifierOf), answer });
      return `http://127.0.0.1:${port}/${name}`;
    },
    eventsAt: (name) =>
      received.filter(({ path }) => path === `/${name}`).map(({ headers }) => String(headers['webhook-id'])),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The library takes secrets for Base64, with the standard's prefix or without it; others have to be said to be none. */
function verifierOf(secret: string): Webhook {
  return secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
}

function plain(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
