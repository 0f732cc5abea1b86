import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A program that documents are made of, ready to run. */
export interface SnippetProgram {
  /** What it exports. */
  readonly ran: ReturnType<typeof JSON.parse>;
  remove(): Promise<void>;
}

/** How many there have been: each has a name of its own, for Node keeps what it has imported once. */
let programs = 0;

/**
 * Runs a TypeScript program in a folder, from which what it imports is found: our packages by their sources, all
 * else as it is installed.
 */
export async function runProgram(source: string, folder: string): Promise<SnippetProgram> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['medcor-source'],
    external: ['@tanstack/query-core', 'express', 'msw'],
  });
  programs += 1;
  const file = path.join(folder, `.snippets-${process.pid}-${programs}.mjs`);
  const remove = () => rm(file, { force: true });
  await writeFile(file, outputFiles[0]?.text ?? '');
  try {
    return { ran: await import(pathToFileURL(file).href), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
