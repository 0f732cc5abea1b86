/** Writes the commands that are made from the contract: `pnpm generate`. */
import { fileURLToPath } from 'node:url';
import { writeFiles } from '../../sdk/codegen/written-files.js';
import { commandFiles } from './commands-file.js';

await writeFiles({
  folder: fileURLToPath(new URL('..', import.meta.url)),
  places: ['src/generated'],
  files: commandFiles(),
});
