import { afterAll, beforeAll, describe, it } from 'vitest';
import { checks, lacksAbility, type World } from '../../contract/conformance/index.js';
import { openConformance } from '../testing/conformance.js';
import { everyStore } from '../testing/test-api.js';

/** The contract's own suite, over every store. What it checks stands in packages/contract/conformance. */
describe.each(everyStore)('conformance over %s', (store) => {
  let world: World;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ world, close } = await openConformance(store));
  });
  afterAll(() => close());

  for (const check of checks) {
    it(`${check.domain}: ${check.name}`, async ({ skip }) => {
      skip(lacksAbility(world, check), `needs ${check.needs}`);
      await check.run(world);
    });
  }
});
