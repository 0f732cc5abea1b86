import { defineConfig, type Options } from 'tsup';
import { thirdPartyLicenses } from '../../scripts/third-party-licenses.js';
import { withoutWords } from './build/without-words.js';

const shared: Options = {
  target: 'es2022',
  platform: 'neutral',
  // What is read is the declarations and, by way of the map, the sources.
  minifyWhitespace: true,
};

const entries = {
  client: { index: 'src/index.ts', 'react-query': 'src/react-query.ts', webhooks: 'src/webhooks.ts' },
  validators: { validators: 'src/validators.ts' },
  mock: { mock: 'src/mock/index.ts', 'mock-fetch': 'src/mock/fetch.ts' },
};

const client: Options = { ...shared, entry: entries.client };

/** What has the contract, and in the mock the server's core, built in. */
const carrying: Options = {
  ...shared,
  // MSW is whoever's that uses the mock.
  external: ['msw'],
  noExternal: [/^@medcor\//, /^@noble\//, /^@date-fns\//, /^rate-limiter-flexible/],
  esbuildPlugins: [withoutWords()],
  esbuildOptions(options) {
    options.conditions = ['medcor-source'];
  },
};

const mock: Options = {
  ...carrying,
  entry: entries.mock,
  noExternal: [/^(?!msw$)/],
  esbuildPlugins: [withoutWords(), thirdPartyLicenses],
  minify: true,
};

/** Of all entries at once: whatever makes declarations reads every type that there is. */
const declarations: Options = {
  ...carrying,
  entry: { ...entries.client, ...entries.validators, ...entries.mock },
  external: ['msw', /^zod/],
  format: ['esm', 'cjs'],
  dts: { only: true },
};

export default defineConfig([
  { ...client, format: 'esm', sourcemap: true, clean: true },
  { ...client, format: 'cjs' },
  // The zod of those who use the validators; the mock brings its own.
  { ...carrying, entry: entries.validators, external: [/^zod/], format: ['esm', 'cjs'] },
  // The demo is a chunk of its own, which only those who want it load.
  { ...mock, format: 'esm', splitting: true },
  { ...mock, format: 'cjs', splitting: false },
  // They take longer than all else, and inside the workspace the sources are used: made for packing only.
  ...(process.env.npm_lifecycle_event === 'prepack' ? [declarations] : []),
]);
