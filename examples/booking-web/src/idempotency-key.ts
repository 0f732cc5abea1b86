import { useState } from 'react';

/**
 * One key until it is renewed: however often what it asks for is sent, it happens once. After a refusal, what is sent may
 * be something else, and that takes a new one.
 */
export function useIdempotencyKey() {
  const [key, setKey] = useState(newKey);
  return { key, renew: () => setKey(newKey()) };
}

/** Without `crypto.randomUUID`, which is not there on pages without https. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
