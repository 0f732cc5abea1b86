import { defineConfig, type Options } from 'tsup';

const shared: Options = {
  entry: ['src/index.ts', 'src/webhooks.ts'],
  target: 'es2022',
  platform: 'neutral',
  // What is read is the declarations and, by way of the map, the sources.
  minifyWhitespace: true,
  // Declarations take longer than all else, and inside the workspace the sources are used: made for packing only.
  dts: process.env.npm_lifecycle_event === 'prepack',
};

export default defineConfig([
  { ...shared, format: 'esm', sourcemap: true, clean: true },
  { ...shared, format: 'cjs' },
]);
