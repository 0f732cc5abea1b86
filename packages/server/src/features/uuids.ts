import type { Secrets } from '../ports.js';

/** Makes UUIDs (RFC 9562, version 4) from the same source as secrets. */
export function uuidsFrom({ random, digest }: Pick<Secrets, 'random' | 'digest'>): () => string {
  return () => {
    const hex = digest(random());
    const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  };
}
