import { createHmac } from 'node:crypto';
import type { ChainLink } from '../ports.js';

/** Links a chain by HMAC-SHA256: without the key, none of it can be made anew. */
export function createHmacChain(key: string): ChainLink {
  return (previous, text) => createHmac('sha256', key).update(`${previous}\n${text}`).digest('base64url');
}
