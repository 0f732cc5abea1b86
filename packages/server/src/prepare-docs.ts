/** A build step: writes the pages around the API, with all they are made of, unless those there are the right ones. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { docsFolder } from './docs-folder.js';

const pages = new URL('../src/docs/pages/', import.meta.url);
const swaggerUi = new URL('.', import.meta.resolve('swagger-ui-dist/package.json'));
const redoc = new URL('.', import.meta.resolve('redoc/package.json'));
const converter = new URL('..', import.meta.resolve('openapi-to-postmanv2'));
const stamp = new URL('stamp.sha256', docsFolder);

/** All that the pages are made from: this script, into which the contract is built, their sources, and the libraries. */
async function currentStamp(): Promise<string> {
  const names = (await readdir(pages)).sort();
  const libraries = [swaggerUi, redoc, converter].map((library) => new URL('package.json', library));
  const sources = [new URL(import.meta.url), ...names.map((name) => new URL(name, pages)), ...libraries];
  const hash = createHash('sha256');
  for (const content of await Promise.all(sources.map((source) => readFile(source)))) hash.update(content);
  return hash.digest('hex');
}

async function writeDocs(): Promise<void> {
  const [{ openApiDocument }, { postmanCollection }] = await Promise.all([
    import('@medcor/contract/openapi'),
    import('./docs/postman-collection.js'),
  ]);
  const write = (name: string, content: string | Uint8Array) => writeFile(new URL(name, docsFolder), content);
  const copy = async (from: URL, ...names: string[]) => {
    for (const name of names) await write(name, await readFile(new URL(name, from)));
  };

  await rm(docsFolder, { recursive: true, force: true });
  await mkdir(docsFolder, { recursive: true });
  await copy(pages, ...(await readdir(pages)));

  await copy(swaggerUi, 'swagger-ui.css', 'swagger-ui-bundle.js');
  await write(
    'swagger-ui-bundle.js.LICENSE.txt',
    await textOf(swaggerUi, 'LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'),
  );
  await write('redoc.standalone.js', withoutLogo(await textOf(redoc, 'bundles/redoc.standalone.js')));
  await write(
    'redoc.standalone.js.LICENSE.txt',
    await textOf(redoc, 'LICENSE', 'bundles/redoc.standalone.js.LICENSE.txt'),
  );

  // Whatever name the server goes by, the page calls the one that it came from.
  const document = openApiDocument({ serverUrl: '/' });
  await write('openapi.json', JSON.stringify(document));
  await write(
    'medcor-api.postman_collection.json',
    `${JSON.stringify(await postmanCollection(document), null, 1)}\n`,
  );
}

async function textOf(folder: URL, ...names: string[]): Promise<string> {
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return texts.join('\n');
}

/** ReDoc signs its pages with a logo that it gets from its makers' server; what it does without one, it does now. */
function withoutLogo(bundle: string): string {
  const parts = bundle.split('https://cdn.redoc.ly/redoc/logo-mini.svg');
  if (parts.length !== 2)
    throw new Error('ReDoc gets its logo in another way: look into redoc.standalone.js.');
  return parts.join('data:,');
}

const [wanted, made] = await Promise.all([currentStamp(), readFile(stamp, 'utf8').catch(() => '')]);
if (made !== wanted) {
  await writeDocs();
  await writeFile(stamp, wanted);
}
