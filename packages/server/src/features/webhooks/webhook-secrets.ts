import type { Seal } from '../../lists/pager.js';
import type { Secrets } from '../../ports.js';
import type { StoredWebhook } from './webhooks.repository.js';

/** A new secret in the form that Standard Webhooks give theirs: `whsec_`, and 32 bytes as Base64. */
export function newWebhookSecret({ random }: Secrets): string {
  const base64 = random().replaceAll('-', '+').replaceAll('_', '/');
  return `whsec_${base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')}`;
}

/** What tells of the secrets that are in use. */
type SecretsOfWebhook = Pick<StoredWebhook, 'secret' | 'previous_secret' | 'previous_secret_expires_at'>;

/** What is kept of a secret. */
export function sealedSecret(seal: Seal, secret: string): Pick<StoredWebhook, 'secret' | 'secret_hint'> {
  return { secret: seal.seal(secret), secret_hint: secret.slice(-4) };
}

/**
 * The secrets that a webhook's deliveries are signed with: its own, and for a while the one before. Empty when they
 * were sealed with a key that has been taken out of use since.
 */
export function openSecrets(seal: Seal, webhook: SecretsOfWebhook, now: Date): string[] {
  const { secret, previous_secret } = webhook;
  const former = isRotating(webhook, now) ? previous_secret : null;
  return [secret, former].flatMap((sealed) => (sealed && seal.open(sealed)) ?? []);
}

/** Whether deliveries are signed with the secret before as well. */
export function isRotating(
  { previous_secret_expires_at: expiry }: Pick<StoredWebhook, 'previous_secret_expires_at'>,
  now: Date,
): boolean {
  return expiry !== null && expiry > now.toISOString();
}
