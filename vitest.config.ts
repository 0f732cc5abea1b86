import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { keepTemporaryFilesInMemory } from './packages/server/testing/temporary-folder.js';

keepTemporaryFilesInMemory();

/** They put something else in a module's place, which works only while nobody has loaded the module. */
const replacingModules = ['packages/server/src/providers/argon2-passwords.test.ts'];

/** Files that take longer than their size tells, which is what Vitest goes by in a fresh clone. */
const long = /\/conformance\.test\.ts$/;

/** One that takes long and comes last leaves the other worker idle. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [
      ...sorted.filter(({ moduleId }) => long.test(moduleId)),
      ...sorted.filter(({ moduleId }) => !long.test(moduleId)),
    ];
  }
}

export default defineConfig({
  // Packages resolve to their sources. Plain `resolve.conditions` does not reach what vitest runs, and what stands
  // here Node is started with: 'import' among them would give `require` modules that it cannot use.
  ssr: { resolve: { conditions: ['medcor-source', 'node'] } },
  test: {
    globalSetup: ['packages/server/testing/global-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongOnesFirst },
    // They end what hangs. A machine that does much else at the same time is allowed to be slow.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['packages/*/{src,test,testing}/**/*.test.ts', 'examples/*/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...replacingModules],
          // A worker takes file after file: to load the server, and to warm it up, takes longer than most tests.
          // So a file leaves nothing behind that the next one would meet: variables, timers, spies.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: replacingModules } },
    ],
  },
});
