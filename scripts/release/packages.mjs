import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { run } from './run.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What is published, all of one version; the contract is in each of them. */
const names = ['sdk', 'cli', 'server'];

const folderOf = (name) => path.join(root, 'packages', name);
const manifestOf = async (name) =>
  JSON.parse(await readFile(path.join(folderOf(name), 'package.json'), 'utf8'));

export async function readVersion() {
  const versions = new Set(await Promise.all(names.map(async (name) => (await manifestOf(name)).version)));
  if (versions.size > 1) throw new Error(`The packages have several versions: ${[...versions].join(', ')}.`);
  return [...versions][0];
}

/** Packs each package as it would be published. Answers the files by the packages' short names. */
export async function pack(folder) {
  const tarballs = {};
  for (const name of names) {
    const into = path.join(folder, name);
    await mkdir(into);
    // pnpm takes the workspace's licence along only where a package has no file of which the name says so, and the
    // licences of what is built in are such a file. git does not look at this copy.
    await copyFile(path.join(root, 'LICENSE'), path.join(folderOf(name), 'LICENSE'));
    await withOrigin(name, () => run('pnpm', ['pack', '--pack-destination', into], { cwd: folderOf(name) }));
    const [file] = await readdir(into);
    tarballs[name] = path.join(into, file);
  }
  return tarballs;
}

/** On a runner the packed manifest tells where it comes from: provenance is only given for what says the same of itself. */
async function withOrigin(name, work) {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY) return work();
  const file = path.join(folderOf(name), 'package.json');
  const text = await readFile(file, 'utf8');
  const url = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
  const repository = { type: 'git', url, directory: `packages/${name}` };
  await writeFile(file, JSON.stringify({ ...JSON.parse(text), repository }, null, 2));
  try {
    return await work();
  } finally {
    await writeFile(file, text);
  }
}

/** It goes by how a text looks, and the command line carries texts of programs; that it runs is seen below. */
const takenForAModule = ['FILE_INVALID_FORMAT', 'FILE_INVALID_EXPLICIT_FORMAT'];

/** Has the packed packages judged by those who judge packages. Throws with what they find. */
export async function judge(tarballs) {
  for (const [name, tarball] of Object.entries(tarballs)) {
    const bytes = await readFile(tarball);
    // Of its own type: Node's buffers share memory with others.
    const packed = { tarball: new Uint8Array(bytes).buffer };
    const { messages } = await publint({ pack: packed, strict: true, level: 'warning' });
    const manifest = await manifestOf(name);
    const found = messages
      .filter(({ code }) => !takenForAModule.includes(code))
      .map((message) => formatMessage(message, manifest, { color: false }));
    if (found.length > 0) throw new Error(`publint on ${manifest.name}:\n${found.join('\n')}`);
  }
  // The others are commands, and have no types.
  const attw = createRequire(path.join(folderOf('sdk'), 'package.json')).resolve(
    '@arethetypeswrong/cli/package.json',
  );
  await run(process.execPath, [
    path.join(path.dirname(attw), 'dist/index.js'),
    tarballs.sdk,
    '--profile',
    'node16',
  ]);
}
