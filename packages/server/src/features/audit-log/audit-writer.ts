import type { Database } from '../../db/database.js';
import { ApiError } from '../../edge/api-error.js';
import type { NewAuditEntry } from './audit-log.repository.js';

/** Keeps lines of the audit log that no transaction writes beside its own rows. Resolves once they are kept. */
export type WriteAudit = (lines: readonly NewAuditEntry[]) => Promise<void>;

/** How many lines are written in one transaction, unless one request has more. */
const MOST_LINES = 500;

interface Waiting {
  readonly lines: readonly NewAuditEntry[];
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Whoever comes while a transaction is under way shares the next one: to keep the lines of sixteen requests costs little
 * more than to keep those of one. Nobody waits for others to come.
 */
export function createAuditWriter(database: Database): WriteAudit {
  let waiting: Waiting[] = [];
  let isWriting = false;

  const append: WriteAudit = (lines) =>
    database.unrecorded('platform', ({ auditLog }) => auditLog.append(lines));

  /** One whose lines cannot be kept is no hindrance to others; a database that is not there is one to all. */
  async function keep(group: readonly Waiting[]): Promise<void> {
    try {
      await append(group.flatMap(({ lines }) => lines));
      for (const { kept } of group) kept();
    } catch (error) {
      if (group.length === 1 || (error instanceof ApiError && error.status === 503)) {
        for (const { failed } of group) failed(error);
      } else {
        await Promise.all(group.map((one) => keep([one])));
      }
    }
  }

  async function keepAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const size = sizeOfGroup(waiting);
      const group = waiting.slice(0, size);
      waiting = waiting.slice(size);
      await keep(group);
    }
    isWriting = false;
  }

  return async (lines) => {
    if (lines.length === 0) return;
    await new Promise<void>((kept, failed) => {
      waiting.push({ lines, kept, failed });
      if (!isWriting) void keepAll();
    });
  };
}

/** How many of those who wait are written together: one at least. */
function sizeOfGroup(waiting: readonly Waiting[]): number {
  let lines = 0;
  const beyond = waiting.findIndex((one) => {
    lines += one.lines.length;
    return lines > MOST_LINES;
  });
  return beyond === -1 ? waiting.length : Math.max(1, beyond);
}
