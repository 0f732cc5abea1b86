import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createExclusively, isErrno } from './exclusive-file.js';
import { StartError } from './start-error.js';

/** The folder of everything that the server keeps outside of a database of its own. Answers its full path. */
export async function openDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    // What lies in it is nobody else's: patients' files, mails, secrets.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    if (!isErrno(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) throw cause;
    throw new StartError(`The data folder ${folder} cannot be made: set MEDCOR_DATA_DIR to one that can.`, {
      cause,
    });
  }
  return folder;
}

export interface KeptSecret {
  readonly secret: string;
  readonly path: string;
  /** Whether it was made just now. */
  readonly isNew: boolean;
}

/** A secret that is made once and kept in the data folder. Processes that start together all get the same. */
export async function keepSecret(folder: string, name: string, make: () => string): Promise<KeptSecret> {
  const path = join(folder, name);
  const kept = await readSecret(path);
  const isNew = kept === undefined && (await createExclusively(path, `${make()}\n`));
  const secret = kept ?? (await readSecret(path));
  if (!secret) throw new StartError(`${path} holds no secret: remove it, and a new one is made.`);
  return { secret, path, isNew };
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}
