import { open } from 'node:fs/promises';

/** Puts what is new in a folder on the disk; where folders cannot be opened (Windows) the system sees to it. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}
