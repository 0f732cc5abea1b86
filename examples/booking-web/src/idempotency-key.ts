import { useState } from 'react';

/**
 * One key for as long as the component is there: however often what it asks for is sent, it happens once. Made without
 * `crypto.randomUUID`, which is not there on pages without https.
 */
export function useIdempotencyKey(): string {
  return useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'))[0];
}
