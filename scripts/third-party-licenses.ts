import { mkdir } from 'node:fs/promises';
import license from 'esbuild-plugin-license';
import type { Options } from 'tsup';
import { licenceFileName, writeLicences } from './release/licence-file.mjs';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const written = license({
  thirdParty: {
    output: {
      file: licenceFileName,
      template: (dependencies) =>
        writeLicences(
          dependencies
            .map(({ packageJson: { name, version }, licenseText: licenceText }) => ({
              name,
              version,
              licenceText,
            }))
            .filter(({ name }) => !name.startsWith('@medcor/')),
        ),
    },
  },
});

/** Writes the licence of each library that a build carries into a file beside it, `THIRD-PARTY-LICENSES.txt`. */
export const thirdPartyLicenses: Plugin = {
  name: 'third-party-licenses',
  setup(build) {
    const { outdir = 'dist' } = build.initialOptions;
    // The library takes for granted that the folder is there, which after a checkout it is not.
    build.onStart(async () => {
      await mkdir(outdir, { recursive: true });
    });
    return written.setup(build);
  },
};
