/**
 * Compares the API with the one that was released last, `released/openapi.json`, and says what has changed. With
 * `--planned minor --current 0.1.0` it fails where the version that is planned is too small for that; with `--write` the
 * present API becomes the released one.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openApiDocument } from '../src/openapi.js';
import { allows, apiChanges, isVerdict } from './api-changes.js';

const file = new URL('../released/openapi.json', import.meta.url);
// What is compared is what is read back: without what JSON leaves out.
const text = `${JSON.stringify(openApiDocument(), null, 1)}\n`;

const { values } = parseArgs({
  options: {
    planned: { type: 'string' },
    current: { type: 'string', default: '0.0.0' },
    write: { type: 'boolean' },
  },
});
const tell = (line: string) => void process.stdout.write(`${line}\n`);

const released = await readFile(file, 'utf8').catch((error) => {
  if (error.code === 'ENOENT') return undefined;
  throw error;
});
if (released === undefined) {
  tell('The API was never released: nothing can break.');
} else {
  const { verdict, changes } = apiChanges(JSON.parse(released), JSON.parse(text));
  for (const { isBreaking, where, what } of changes)
    tell(`${isBreaking ? 'breaks' : 'adds  '}  ${where}: ${what}`);
  const { planned = verdict, current } = values;
  tell(
    `The API has a change of the kind: ${verdict}; the version that is planned after ${current}: ${planned}.`,
  );
  if (!isVerdict(planned) || !allows(planned, verdict, current)) {
    tell('That is too small. Say what changes in a changeset: pnpm changeset');
    process.exitCode = 1;
  }
}
if (values.write) await writeFile(file, text);
