import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  // Inside this repository the SDK is built from its source.
  resolve: { conditions: ['medcor-source', ...defaultClientConditions] },
  // It is meant for React on a server, which this is not.
  build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  server: { host: '127.0.0.1' },
});
