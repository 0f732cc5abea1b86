/** Writes the part of the SDK that is made from the contract: `pnpm generate`. */
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.js';
import { writeFiles } from './written-files.js';

await writeFiles({
  folder: fileURLToPath(new URL('..', import.meta.url)),
  places: ['src/generated', 'type-tests'],
  files: generatedFiles(),
});
