import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  format: 'esm',
  target: 'node20',
  platform: 'node',
  // The contract is built in, from its sources: an installed server needs nothing of ours but itself.
  noExternal: ['@medcor/contract'],
  esbuildOptions(options) {
    options.conditions = ['medcor-source'];
  },
};

export default defineConfig([
  {
    ...shared,
    entry: ['src/main.ts', 'src/core.ts'],
    // What is imported on demand gets files of its own, so that the start reads only what it needs.
    splitting: true,
    clean: ['!prepare-embedded.js', '!embedded-template.*'],
  },
  {
    ...shared,
    // One file, whose content tells whether the template it made is still the right one.
    entry: ['src/prepare-embedded.ts'],
    splitting: false,
  },
]);
