import { ApiError } from '../../edge/api-error.js';

/** How many share a transaction at most. */
const MOST = 50;

interface Waiting<Row> {
  readonly rows: readonly Row[];
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes rows that belong to nobody's transaction. Whoever comes while some are being written shares the next transaction:
 * to write those of sixteen requests costs little more than those of one. Nobody waits for others to come.
 */
export function groupWrites<Row>(
  write: (rows: readonly Row[]) => Promise<void>,
): (rows: readonly Row[]) => Promise<void> {
  const waiting: Waiting<Row>[] = [];
  let isWriting = false;

  /** One whose rows are refused is no hindrance to others; a database that is not there is one to all. */
  async function writeGroup(group: readonly Waiting<Row>[]): Promise<void> {
    try {
      await write(group.flatMap(({ rows }) => rows));
      for (const { written } of group) written();
    } catch (error) {
      const isLost = error instanceof ApiError && error.status === 503;
      if (group.length > 1 && !isLost) await Promise.all(group.map((one) => writeGroup([one])));
      else for (const { failed } of group) failed(error);
    }
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeGroup(waiting.splice(0, MOST));
    isWriting = false;
  }

  return async (rows) => {
    if (rows.length === 0) return;
    await new Promise<void>((written, failed) => {
      waiting.push({ rows, written, failed });
      if (!isWriting) void writeAll();
    });
  };
}
