/** The file with the licences of what a build carries: a heading for each library, then its licence. */
export const licenceFileName = 'THIRD-PARTY-LICENSES.txt';

const separator = `\n\n${'-'.repeat(80)}\n\n`;

export function writeLicences(libraries) {
  return libraries
    .map(({ name, version, licenceText }) => `${name} ${version}\n\n${licenceText}`)
    .join(separator);
}

/** The libraries that a file tells of. Throws where it does not tell what a part of it is the licence of. */
export function readLibraries(text) {
  return text.split(separator).map((part) => {
    const [, name, version] = /^(\S+) (\d\S*)\n/.exec(part) ?? [];
    if (name === undefined) throw new Error(`No library is named before:\n${part.slice(0, 200)}`);
    return { name, version };
  });
}
