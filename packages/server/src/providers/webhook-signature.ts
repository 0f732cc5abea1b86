import { createHmac } from 'node:crypto';

interface Signed {
  readonly id: string;
  /** Seconds of Unix time. */
  readonly timestamp: number;
  readonly body: string;
}

/** The value of `webhook-signature`, as Standard Webhooks lay it down: one signature for each secret. */
export function signaturesOf({ id, timestamp, body }: Signed, secrets: readonly string[]): string {
  return secrets
    .map((secret) =>
      createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64'),
    )
    .map((signature) => `v1,${signature}`)
    .join(' ');
}

const prefix = 'whsec_';

/** Secrets of the standard's own form are Base64; any other is taken as the bytes that it is. */
function keyOf(secret: string): Buffer {
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');
}
