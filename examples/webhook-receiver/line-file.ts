import { open } from 'node:fs/promises';

/** A file that only grows, line by line, and forgets none that it has taken. */
export interface LineFile {
  /** What stood in it when it was opened. */
  readonly lines: readonly string[];
  /** Resolves once the line is on the disk. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

export async function openLineFile(path: string): Promise<LineFile> {
  const file = await open(path, 'a+', 0o600);
  const bytes = await file.readFile();
  // A line that has no end was being written when the process or the machine died: nobody was told that it is there.
  const whole = bytes.lastIndexOf('\n') + 1;
  await file.truncate(whole);
  const lines = bytes
    .subarray(0, whole)
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  let size = whole;
  let writing = Promise.resolve();
  const write = async (line: string) => {
    const added = Buffer.from(`${line}\n`);
    try {
      await file.appendFile(added);
      await file.sync();
      size += added.length;
    } catch (error) {
      // Half a line, of a disk that is full, would be the beginning of the next one.
      await file.truncate(size);
      throw error;
    }
  };
  return {
    lines,
    append(line) {
      const written = writing.then(() => write(line));
      writing = written.catch(() => undefined);
      return written;
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}
