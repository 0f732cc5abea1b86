import { randomBytes } from 'node:crypto';
import type { Config } from './config.js';
import { keepSecret } from './data-folder.js';

/** The key of the audit log's seals: the configured one, else one that the data folder keeps, not the database. */
export async function auditKeyOf({
  auditKey,
  dataDir,
}: Pick<Config, 'auditKey' | 'dataDir'>): Promise<string> {
  if (auditKey !== undefined) return auditKey;
  const { secret } = await keepSecret(dataDir, 'audit-key', () => randomBytes(32).toString('base64url'));
  return secret;
}
