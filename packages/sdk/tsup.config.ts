import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  entry: ['src/index.ts', 'src/react-query.ts', 'src/webhooks.ts'],
  target: 'es2022',
  platform: 'neutral',
  // What is read is the declarations and, by way of the map, the sources.
  minifyWhitespace: true,
  // Declarations take longer than all else, and inside the workspace the sources are used: made for packing only.
  dts: process.env.npm_lifecycle_event === 'prepack',
};

/** With the contract built in. Its zod is whoever's that uses the validators. */
const validators: Options = {
  ...shared,
  entry: ['src/validators.ts'],
  noExternal: [/^@medcor\//],
  external: [/^zod/],
  esbuildOptions(options) {
    options.conditions = ['medcor-source'];
  },
  // Most endpoints go: these functions do nothing but make them.
  treeshake: { manualPureFunctions: ['endpoint', 'pagedList', 'arrayList', 'row'] },
};

export default defineConfig([
  { ...shared, format: 'esm', sourcemap: true, clean: true },
  { ...shared, format: 'cjs' },
  { ...validators, format: ['esm', 'cjs'] },
]);
