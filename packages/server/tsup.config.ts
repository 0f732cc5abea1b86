import { defineConfig, type Options } from 'tsup';
import { thirdPartyLicenses } from '../../scripts/third-party-licenses.js';

/** Stays in node_modules: what is native or WebAssembly, and knex' drivers for databases that are not ours. */
const external =
  /^(?:@electric-sql\/|@node-rs\/|better-sqlite3|mariadb|mysql|oracledb|pg-native|pg-query-stream|sqlite3|tedious)/;

const shared: Options = {
  format: 'esm',
  target: 'node20',
  platform: 'node',
  // All else is built in: to find and read several hundred small files costs a third of the start.
  external: [external],
  noExternal: [new RegExp(`^(?!${external.source.slice(1)})`)],
  // What is built in of CommonJS asks Node for its modules by `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  esbuildOptions(options) {
    options.conditions = ['medcor-source'];
  },
};

export default defineConfig([
  {
    ...shared,
    // A thread is started from a file of its own.
    entry: {
      main: 'src/main.ts',
      'flite-worker': 'src/providers/speech/flite-worker.ts',
      'pocketsphinx-worker': 'src/providers/speech/pocketsphinx-worker.ts',
    },
    esbuildPlugins: [thirdPartyLicenses],
    // What is imported on demand gets files of its own, so that the start reads only what it needs.
    splitting: true,
    clean: ['!prepare-*.js', '!embedded-template.*', '!docs/**'],
  },
  {
    ...shared,
    // One file, whose content tells whether the template it made is still the right one.
    entry: ['src/prepare-embedded.ts'],
    splitting: false,
  },
  {
    ...shared,
    // One file for the same reason. The converter is large, and only needed when there is something to convert.
    entry: ['src/prepare-docs.ts'],
    splitting: false,
    external: ['openapi-to-postmanv2'],
    noExternal: [/^(?!openapi-to-postmanv2)/],
  },
]);
