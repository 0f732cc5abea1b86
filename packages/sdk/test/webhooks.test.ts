import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { signaturesOf } from '../../server/src/providers/webhook-signature.js';
import { signWebhook, verifyWebhook, type WebhookEvent, WebhookVerificationError } from '../src/webhooks.js';

const secret = 'your-webhook-secret';
const event = {
  id: 'evt_1',
  type: 'appointment.created',
  created_at: '2025-01-16T09:00:00.000Z',
  hospital: 1,
  data: { id: 1, hospital: 1, patient: 3, doctor: 2, status: 'scheduled' },
} satisfies WebhookEvent;
const body = JSON.stringify(event);

describe('a delivery', () => {
  it.each([
    ['a plain secret', secret],
    ['one of ours', `whsec_${btoa('0123456789abcdef0123456789abcdef')}`],
    ['one in the alphabet of URLs', 'whsec_-_-_'],
  ])('that the server signed with %s is proved', async (_what, key) => {
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'Webhook-Id': event.id,
      'webhook-timestamp': `${timestamp}`,
      'webhook-signature': signaturesOf({ id: event.id, timestamp, body }, ['a-former-secret', key]),
    };
    expect(await verifyWebhook(body, headers, key)).toEqual(event);
    expect(
      await verifyWebhook(new TextEncoder().encode(body), new Headers(headers), ['another', key]),
    ).toEqual(event);
  });

  it('is told apart by its type', async () => {
    const verified = await verifyWebhook(body, await signWebhook({ body, secret }), secret);
    if (verified.type === 'appointment.created') expect(verified.data.patient).toBe(3);
    else throw new Error(verified.type);
  });

  it.each<[string, (headers: Record<string, string>) => Promise<unknown>, RegExp]>([
    ['another secret', (headers) => verifyWebhook(body, headers, 'another'), /secret/],
    ['another body', (headers) => verifyWebhook(body.replace('3', '4'), headers, secret), /body/],
    [
      'another id',
      (headers) => verifyWebhook(body, { ...headers, 'webhook-id': 'evt_2' }, secret),
      /No signature/,
    ],
    [
      'an old timestamp',
      (headers) => verifyWebhook(body, headers, secret, { now: Date.now() + 400_000 }),
      / \d{3} s away/,
    ],
    [
      'one from the future',
      (headers) => verifyWebhook(body, headers, secret, { now: Date.now() - 400_000 }),
      /-\d{3} s away/,
    ],
    [
      'a timestamp that is none',
      (headers) => verifyWebhook(body, { ...headers, 'webhook-timestamp': 'now' }, secret),
      /NaN/,
    ],
    ['no headers', () => verifyWebhook(body, {}, secret), /webhook-signature/],
    [
      'a signature that is none',
      (headers) => verifyWebhook(body, { ...headers, 'webhook-signature': 'v1,% v2,a' }, secret),
      /No signature/,
    ],
    ['an empty secret', (headers) => verifyWebhook(body, headers, ''), /empty/],
    // What a program without types hands over.
    ['a parsed body', (headers) => verifyWebhook(JSON.parse(body), headers, secret), /parsed.*express\.raw/],
  ])('with %s is refused, and it is said why', async (_what, verify, message) => {
    const refused = verify(await signWebhook({ id: event.id, body, secret }));
    await expect(refused).rejects.toBeInstanceOf(WebhookVerificationError);
    await expect(refused).rejects.toThrow(message);
  });

  it('may be as late as is allowed', async () => {
    const headers = await signWebhook({ body, secret, at: new Date(Date.now() - 400_000) });
    expect(await verifyWebhook(body, headers, secret, { tolerance: 500 })).toEqual(event);
  });

  it('is proved in Express', async () => {
    const app = express();
    app.post('/webhook', express.raw({ type: 'application/json' }), async (request, response) => {
      const { id } = await verifyWebhook(request.body, request.headers, secret);
      response.json({ id });
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // The type of `address` allows for pipes.
    const { port } = server.address() as AddressInfo;
    const headers = { ...(await signWebhook({ body, secret })), 'Content-Type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ id: event.id });
    server.close();
  });
});
