import type { Logger } from 'pino';
import type { Database } from '../db/database.js';
import { sealAuditLog } from '../features/audit-log/audit-chain.js';
import type { ChainLink } from '../ports.js';

const EVERY_MS = 1000;

interface SealerOptions {
  readonly database: Database;
  readonly link: ChainLink;
  readonly logger: Logger;
}

/**
 * Seals the audit log in the background, and logs the head of its chain: whoever keeps the logs elsewhere can tell
 * by it whether the end of the audit log was cut off. Answers what stops it, after a last round.
 */
export function startAuditSealer({ logger, ...chain }: SealerOptions): () => Promise<void> {
  const round = async () => {
    try {
      const head = await sealAuditLog(chain);
      if (head) logger.info({ lines: head.position, head: head.seal }, 'audit log sealed');
    } catch (error) {
      // The lines wait for the next round.
      logger.warn({ err: error }, 'audit log not sealed');
    }
  };
  let underWay = round();
  const timer = setInterval(() => {
    underWay = underWay.then(round);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
    await round();
  };
}
