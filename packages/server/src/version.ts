import { readFile } from 'node:fs/promises';

/** The version of the installed server. The built code lies as deep below its package as the source does. */
export async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  // Our own file, which npm would not have installed without a version.
  return (JSON.parse(text) as { version: string }).version;
}
