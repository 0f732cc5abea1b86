/** The mock for those who do not use MSW: `new MedCor(mock.as('patient'))`, or `mock.fetch` in place of `fetch`. */

export type * from './mock.types.js';
export * from './mock-api.js';
export { masterPassword } from './mock-ports.js';
