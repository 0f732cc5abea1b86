import { readFile } from 'node:fs/promises';
import { isErrno } from '../../exclusive-file.js';

/** A file of an optional package, such as `some-package/model.bin`; undefined where the package is not installed. */
export async function readPackageFile(specifier: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(new URL(import.meta.resolve(specifier)));
  } catch (error) {
    if (isErrno(error, 'ERR_MODULE_NOT_FOUND', 'ENOENT')) return undefined;
    throw error;
  }
}
