import { contract, type Operation, operationsOf } from '@medcor/contract';
import type { HttpClient } from './http-client.js';

/** The operations of the contract that this server has a route for; the others it does not know the path of. */
export async function servedOperations(api: HttpClient): Promise<Operation[]> {
  const operations = operationsOf(contract);
  const answers = await Promise.all(
    operations.map(({ endpoint }) => api.call(endpoint.method, endpoint.path.replace(/:\w+/g, '1'))),
  );
  return operations.filter((_, index) => {
    const { status, body } = answers[index] ?? {};
    const isUnknown = status === 405 || (status === 404 && body.error.message === 'There is no such path.');
    return !isUnknown;
  });
}
