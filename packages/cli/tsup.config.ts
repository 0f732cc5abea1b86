import type { Options } from 'tsup';
import { thirdPartyLicenses } from '../../scripts/third-party-licenses.js';

/** What few commands need stays in files of its own, which Node reads when it is asked for. */
const lazy: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'lazy',
  setup(build) {
    build.onResolve({ filter: /\/lazy\/[\w-]+\.js$/ }, ({ path, importer }) => {
      const file = path.replace(/^.*\/lazy\/([\w-]+)\.js$/, '$1.cjs');
      // The one that starts stands above the folder; what is in it finds its like beside itself.
      return { path: importer.endsWith('medcor.ts') ? `./lazy/${file}` : `./${file}`, external: true };
    });
  },
};

const shared: Options = {
  // CommonJS starts faster.
  format: 'cjs',
  target: 'node20',
  platform: 'node',
  minify: true,
  splitting: false,
  noExternal: [/^(?!@napi-rs\/)/],
  external: [/^@napi-rs\//],
  esbuildPlugins: [lazy],
  esbuildOptions(options) {
    options.conditions = ['medcor-source'];
    // By `require`: Node's `import()` reads a file letter by letter for its names, which takes longer than to run it.
    options.supported = { 'dynamic-import': false };
  },
};

const configurations = [
  { ...shared, entry: ['src/medcor.ts'], clean: true },
  {
    ...shared,
    entry: ['src/lazy/*.ts'],
    outDir: 'dist/lazy',
    esbuildPlugins: [lazy, thirdPartyLicenses],
  },
] satisfies Options[];

export default configurations;
