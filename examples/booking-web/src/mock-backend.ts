import { MedCor } from '@medcor/sdk';
import { createMockApi, type MockApi, masterPassword } from '@medcor/sdk/mock/fetch';
import type { Backend, DemoPerson } from './backend.js';

declare global {
  /** For the console: `mock.failNext('availabilitySlots.list', 'INTERNAL_ERROR', { times: 3 })`, for example. */
  var mock: MockApi;
}

/** The whole API in the page, with a demo hospital that begins today. It lives as long as the page does. */
export async function openMockBackend(): Promise<Backend> {
  const mock = createMockApi({ seed: 'demo', clock: () => new Date() });
  globalThis.mock = mock;
  const { users } = new MedCor(mock.as('admin'));
  const some = await Promise.all([
    users.patients({ page_size: 3 }),
    users.list({ role: 'doctor', page_size: 2 }),
  ]);
  return {
    options: { baseUrl: mock.baseUrl, fetch: mock.fetch },
    demoPeople: some.flatMap(({ results }) =>
      results.map(
        ({ full_name, role, email }): DemoPerson => ({
          name: full_name,
          role,
          email,
          password: masterPassword,
        }),
      ),
    ),
  };
}
