import type { WebhookEvent } from '@medcor/sdk/webhooks';
import { openLineFile } from './line-file.js';
import { syncFolder } from './sync-folder.js';

/** What to do about an event: called once for each, and answers the line that the journal keeps of it. */
export type Work = (event: WebhookEvent) => string | Promise<string>;

/**
 * Events that have come, and what was done about them, in two files: one that is in the inbox and not in the journal
 * is still to be worked on, also after a restart. Work that failed is done again later, behind what has come meanwhile.
 */
export interface Inbox {
  /** Resolves once the event is on the disk; the work comes after that. One that is known already changes nothing. */
  take(event: WebhookEvent): Promise<void>;
  /** Waits for the work that has begun; what failed stays for the next start. */
  close(): Promise<void>;
}

/** Calls `retry` after a pause, unless the process has ended by then. */
export type RetryLater = (retry: () => void) => void;

const inAMinute: RetryLater = (retry) => {
  setTimeout(retry, 60_000).unref();
};

export async function openInbox(folder: string, work: Work, retryLater = inAMinute): Promise<Inbox> {
  const inbox = await openLineFile(`${folder}/inbox.ndjson`);
  const journal = await openLineFile(`${folder}/journal.txt`);
  // The files themselves are new at the first start.
  await syncFolder(folder);
  const kept = new Map<string, Promise<void>>();
  let working = Promise.resolve();
  let isClosed = false;

  const begin = (event: WebhookEvent) => {
    working = working.then(async () => {
      try {
        await journal.append(`${event.id} ${await work(event)}`);
      } catch (error) {
        process.stderr.write(`${event.id} is still to be worked on: ${error}\n`);
        retryLater(() => {
          if (!isClosed) begin(event);
        });
      }
    });
  };

  const isDone = new Set(journal.lines.map((line) => line.split(' ', 1)[0]));
  for (const line of inbox.lines) {
    const event: WebhookEvent = JSON.parse(line);
    kept.set(event.id, Promise.resolve());
    if (!isDone.has(event.id)) begin(event);
  }

  return {
    async take(event) {
      // Whoever brings the same event meanwhile waits for the same write: to be told "taken", it has to be there.
      const writing = kept.get(event.id);
      if (writing) return writing;
      const written = inbox.append(JSON.stringify(event));
      kept.set(event.id, written);
      try {
        await written;
      } catch (error) {
        kept.delete(event.id);
        throw error;
      }
      begin(event);
    },
    async close() {
      isClosed = true;
      await working;
      await inbox.close();
      await journal.close();
    },
  };
}
