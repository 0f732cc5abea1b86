import { createHash, randomBytes } from 'node:crypto';
import type { Secrets } from '../ports.js';

export const nodeSecrets: Secrets = {
  random: () => randomBytes(32).toString('base64url'),
  digest: (secret) => createHash('sha256').update(secret).digest('hex'),
  async digestBytes(content) {
    const hash = createHash('sha256');
    for await (const chunk of content) hash.update(chunk);
    return hash.digest('hex');
  },
};
