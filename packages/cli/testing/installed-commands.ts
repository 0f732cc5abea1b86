import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Makes commands under the names that they have once installed, each of what Node runs; answers the folder for the PATH. */
export function installCommands(folder: string, entries: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, entry] of Object.entries(entries)) {
    const script = `#!/bin/sh\nexec '${process.execPath}' '${entry}' "$@"\n`;
    writeFileSync(path.join(folder, name), script, { mode: 0o755 });
  }
  return folder;
}
