import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', openapi: 'src/openapi.ts', conformance: 'conformance/index.ts' },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  // Declarations take 20 seconds, and inside the workspace the sources are used: they are made for packing only.
  dts: process.env.npm_lifecycle_event === 'prepack',
  clean: true,
});
