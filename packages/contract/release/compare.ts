/**
 * Compares the API with the one that was released last, `released/openapi.json`, and says what has changed. With
 * `--planned minor --current 0.1.0` it fails where the version that is planned is too small for that, and with
 * `--to-publish` where anything is not in the current version yet; with `--write` the present API becomes the released
 * one.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openApiDocument } from '../src/openapi.js';
import { apiChanges, isVerdict, type Verdict } from './api-changes.js';
import { objectionToPlan, objectionToPublishing } from './objection.js';

const file = new URL('../released/openapi.json', import.meta.url);
// What is compared is what is read back: without what JSON leaves out.
const text = `${JSON.stringify(openApiDocument(), null, 1)}\n`;

const { values } = parseArgs({
  options: {
    planned: { type: 'string' },
    current: { type: 'string', default: '0.0.0' },
    'to-publish': { type: 'boolean', default: false },
    write: { type: 'boolean' },
  },
});
const tell = (line: string) => void process.stdout.write(`${line}\n`);

const verdict = await compare();
if (values.planned !== undefined) judge(values.planned);
if (values.write) {
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, text);
}

async function compare(): Promise<Verdict | undefined> {
  const released = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (released === undefined) {
    tell('The API was never released: nothing can break.');
    return undefined;
  }
  const { verdict, changes } = apiChanges(JSON.parse(released), JSON.parse(text));
  for (const { isBreaking, where, what } of changes)
    tell(`${isBreaking ? 'breaks' : 'adds  '}  ${where}: ${what}`);
  tell(`The API has a change of the kind: ${verdict}.`);
  return verdict;
}

function judge(planned: string): void {
  if (!isVerdict(planned)) throw new Error(`No version is of the kind ${planned}.`);
  const { current } = values;
  tell(`The version that is planned after ${current}: ${planned}.`);
  const objectionTo = values['to-publish'] ? objectionToPublishing : objectionToPlan;
  const objection = objectionTo({ verdict, planned, current });
  if (objection === undefined) return;
  tell(objection);
  process.exitCode = 1;
}
