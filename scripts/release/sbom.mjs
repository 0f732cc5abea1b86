import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

/** As the build writes it between two libraries: see scripts/third-party-licenses.ts. */
const separator = `\n\n${'-'.repeat(80)}\n\n`;

/**
 * What a packed package is made of, as CycloneDX has it: the libraries that are built in, by the file with their
 * licences, and those that npm installs beside it.
 */
export async function sbomOf(tarball) {
  const folder = await mkdtemp(path.join(tmpdir(), 'medcor-sbom-'));
  try {
    await run('tar', ['-xzf', tarball, '-C', folder]);
    const read = (name) => readFile(path.join(folder, 'package', name), 'utf8');
    const { name, version, license, dependencies, optionalDependencies } = JSON.parse(
      await read('package.json'),
    );
    const listed = (await readdir(folder, { recursive: true })).filter((file) =>
      file.endsWith('/THIRD-PARTY-LICENSES.txt'),
    );
    const licences = await Promise.all(listed.map((file) => readFile(path.join(folder, file), 'utf8')));
    const headings = licences
      .join(separator)
      .split(separator)
      .map((text) => /^(\S+) (\d\S*)\n/.exec(text)?.slice(1));
    const all = [
      ...headings.filter(Boolean),
      ...Object.entries({ ...dependencies, ...optionalDependencies }),
    ];
    return {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: { ...componentOf(name, version), licenses: [{ license: { id: license } }] },
      },
      components: all.map(([name, version]) => componentOf(name, version)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function componentOf(name, version) {
  // Package URLs: https://github.com/package-url/purl-spec
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', name, version, purl, 'bom-ref': purl };
}
