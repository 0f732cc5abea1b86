import { beforeAll, describe, it } from 'vitest';
import { checks, type World } from '../../contract/conformance/index.js';
import { createMockApi } from '../src/mock/fetch.js';
import { openMockConformance } from '../testing/mock-conformance.js';

/** The contract's own suite over the mock: the same checks that the server has to pass, none of them left out. */
describe('conformance of the mock', () => {
  let world: World;

  beforeAll(async () => {
    world = await openMockConformance(createMockApi);
  });

  for (const check of checks) it(`${check.domain}: ${check.name}`, () => check.run(world));
});
