export { createMockApi, masterPassword } from '@medcor/sdk/mock/fetch';
