import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { strangersEnvironment } from './environment.mjs';
import { licenceFileName, readLibraries } from './licence-file.mjs';
import { run } from './run.mjs';

/**
 * What an installed package is made of, as CycloneDX has it: what npm has put beside it, which npm tells, and the
 * libraries that are built in, by the files with their licences. Of what is made for one platform only, this one's.
 */
export async function sbomOf(name, place) {
  const options = { cwd: place, env: strangersEnvironment };
  const told = JSON.parse(await run('npm', ['sbom', '--sbom-format', 'cyclonedx'], options));
  const folder = path.join(place, 'node_modules', name);
  const component = told.components.find((each) => each.name === name);
  const beside = told.components.filter((each) => each !== component);
  const there = new Set(beside.map((each) => each['bom-ref']));
  const builtIn = (await builtInto(folder))
    .map(componentOf)
    .filter(({ 'bom-ref': reference }) => !there.has(reference));
  return {
    ...told,
    metadata: {
      ...told.metadata,
      component: {
        ...component,
        ...componentOf(component),
        // Where it was installed from is a folder that nobody else has.
        externalReferences: component.externalReferences.filter(({ type }) => type !== 'distribution'),
      },
    },
    components: [...beside, ...builtIn],
    dependencies: told.dependencies
      // The folder that it is installed in is no part of it.
      .filter(({ ref }) => ref !== told.metadata.component['bom-ref'])
      .map(({ ref, dependsOn }) =>
        ref === component['bom-ref']
          ? { ref, dependsOn: [...dependsOn, ...builtIn.map((each) => each['bom-ref'])] }
          : { ref, dependsOn },
      ),
  };
}

/** The libraries that a package carries in its own files, each once. */
async function builtInto(folder) {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => path.basename(file) === licenceFileName,
  );
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  const libraries = texts.flatMap(readLibraries);
  if (libraries.length === 0) throw new Error(`${folder} does not say what is built into it.`);
  return [...new Map(libraries.map((each) => [`${each.name}@${each.version}`, each])).values()];
}

/** Named as npm names them. Package URLs: https://github.com/package-url/purl-spec */
function componentOf({ name, version }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { 'bom-ref': `${name}@${version}`, type: 'library', name, version, purl };
}
