import { MedCorError } from './errors.js';
import type { EventType, WebhookPayload } from './generated/types.js';

/** What a webhook is sent: switch on `type` to tell events apart. */
export type WebhookEvent = {
  [Type in WebhookPayload['type']]: WebhookPayload & { readonly type: Type };
}[WebhookPayload['type']];

export type { EventType };

/** A request that is not, or no longer, a genuine delivery. Answer it `400`. */
export class WebhookVerificationError extends MedCorError {
  override name = 'WebhookVerificationError';
}

/** The headers of a request, as any framework has them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** Seconds by which the sender's clock may differ from this one, and a delivery be late. Default: 300. */
  readonly tolerance?: number | undefined;
  /** Milliseconds of Unix time. Default: now. */
  readonly now?: number | undefined;
}

/**
 * Proves that a request comes from MedCor, and answers its event (Standard Webhooks, symmetric v1).
 *
 * @param rawBody The body as it came, to the byte: not a parsed one, nor one written anew.
 * @param secret That of the webhook; several while one is being rotated.
 * @throws WebhookVerificationError
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { tolerance = 300, now = Date.now() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const body = textOf(rawBody);
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) {
    throw new WebhookVerificationError(
      'The headers webhook-id, webhook-timestamp and webhook-signature are needed.',
    );
  }
  const age = now / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= tolerance)) {
    throw new WebhookVerificationError(
      `The timestamp is ${Math.round(age)} s away from now; ${tolerance} s are allowed.`,
    );
  }
  const content = encode(`${id}.${timestamp}.${body}`);
  // One signature for each secret that is valid, separated by spaces.
  const given = signatures.split(' ').flatMap((one) => (one.startsWith('v1,') ? [one.slice(3)] : []));
  for (const key of await Promise.all([secret].flat().map(keyOf))) {
    for (const signature of given.map(bytesOf)) {
      if (signature && (await crypto.subtle.verify('HMAC', key, signature, content))) return JSON.parse(body);
    }
  }
  throw new WebhookVerificationError(
    'No signature fits: the secret is another one, or the body is not the one that was sent.',
  );
}

/** What to sign, for tests of a receiver. */
export interface WebhookToSign {
  readonly body: string;
  readonly secret: string;
  /** Default: `evt_test`. */
  readonly id?: string | undefined;
  /** Default: now. */
  readonly at?: Date | undefined;
}

/** The headers under which MedCor would send a body: for tests of a receiver. */
export async function signWebhook({ body, secret, id = 'evt_test', at = new Date() }: WebhookToSign) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = await crypto.subtle.sign(
    'HMAC',
    await keyOf(secret),
    encode(`${id}.${timestamp}.${body}`),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`,
  };
}

function textOf(rawBody: string | Uint8Array): string {
  if (typeof rawBody === 'string') return rawBody;
  if (rawBody instanceof Uint8Array) return new TextDecoder().decode(rawBody);
  throw new WebhookVerificationError(
    'The body has been parsed: hand over the raw one, before any JSON middleware (Express: express.raw({ type: "application/json" })).',
  );
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (typeof headers.get === 'function') return headers.get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}

/** A secret as it was given is its bytes; one of ours (`whsec_…`) is Base64. */
function keyOf(secret: string): Promise<CryptoKey> {
  const encoded = /^whsec_(.+)$/.exec(secret)?.[1];
  const bytes = encoded === undefined ? encode(secret) : bytesOf(encoded);
  if (!bytes?.length) throw new WebhookVerificationError('The secret is empty, or not Base64 after whsec_.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Base64, of either alphabet, as bytes; `undefined` for what is none. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
