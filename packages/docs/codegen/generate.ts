/** Writes the references: `pnpm generate`. */
import { fileURLToPath } from 'node:url';
import { writeFiles } from '../../sdk/codegen/written-files.js';
import { apiPages } from './api-pages.js';
import { cliPage } from './cli-page.js';
import { sdkPage } from './sdk-page.js';

await writeFiles({
  folder: fileURLToPath(new URL('../../../docs', import.meta.url)),
  places: ['reference'],
  files: new Map([...apiPages(), ['reference/cli.md', await cliPage()], ['reference/sdk.md', sdkPage()]]),
});
