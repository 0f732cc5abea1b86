import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Packages resolve to their sources. Plain `resolve.conditions` does not reach what vitest runs, and what stands
  // here Node is started with: 'import' among them would give `require` modules that it cannot use.
  ssr: { resolve: { conditions: ['medcor-source', 'node'] } },
  test: {
    include: ['packages/*/{src,test,testing}/**/*.test.ts', 'examples/*/**/*.test.ts'],
    globalSetup: ['packages/server/testing/global-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
