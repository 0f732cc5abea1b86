import { type HttpHandler, HttpResponse, http } from 'msw';
import type { MockApi, MockOptions } from './mock.types.js';
import { createMockApi } from './mock-api.js';

export type * from './mock.types.js';

/** The mock, with handlers for MSW. */
export interface MedCorMock extends MockApi {
  /** For `setupServer(...mock.handlers)` or `setupWorker(...mock.handlers)`. */
  readonly handlers: HttpHandler[];
}

/**
 * Makes a mock of the whole API: the server's own routes, rules and services, over memory.
 *
 * @example
 * ```ts
 * const mock = createMedCorMock({ seed: 'demo' });
 * const patient = new MedCor(mock.as('patient')); // without MSW
 * setupServer(...mock.handlers).listen(); // or with it
 * ```
 */
export function createMedCorMock(options: MockOptions = {}): MedCorMock {
  const mock = createMockApi(options);
  const answer = async ({ request }: { request: Request }) => {
    try {
      return await mock.fetch(request);
    } catch (error) {
      // As a lost connection is told of.
      if (error instanceof TypeError) return HttpResponse.error();
      throw error;
    }
  };
  return Object.assign(mock, { handlers: [http.all(`${mock.baseUrl}/*`, answer)] });
}
