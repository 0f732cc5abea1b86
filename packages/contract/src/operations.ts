import type { Contract } from './index.js';
import type { Endpoint } from './shared/endpoint.js';

/** An endpoint's name: its place in the contract, such as `appointments.confirm`. */
export type OperationId = {
  [Domain in keyof Contract]: `${Domain & string}.${keyof Contract[Domain] & string}`;
}[keyof Contract];

export interface Operation {
  readonly id: OperationId;
  readonly domain: string;
  readonly endpoint: Endpoint;
}

/**
 * The contract as a flat list, in an order in which no path swallows another: where two paths have the same
 * length, a static segment stands before a parameter.
 */
export function operationsOf(contract: Contract): Operation[] {
  const operations = Object.entries(contract).flatMap(([domain, endpoints]) =>
    Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => ({
      // The two keys come from the contract itself.
      id: `${domain}.${name}` as OperationId,
      domain,
      endpoint,
    })),
  );
  return operations.sort((a, b) => compareSegments(a.endpoint.path, b.endpoint.path));
}

/**
 * Whether one resource is read by its id: such answers carry an `ETag`, and take `If-None-Match`. Files and
 * exports do not: they are never kept.
 */
export function readsOneResource({ method, pathParams, metadata }: Endpoint): boolean {
  return method === 'GET' && pathParams !== undefined && !metadata.list && metadata.cache !== 'no-store';
}

function compareSegments(a: string, b: string): number {
  const weight = (path: string) =>
    path
      .split('/')
      .map((segment) => (segment.startsWith(':') ? '1' : '0'))
      .join('');
  return weight(a).localeCompare(weight(b));
}
