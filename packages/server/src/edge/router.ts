import type { Operation } from '@medcor/contract';
import { ApiError } from './api-error.js';

export interface RouteMatch<O extends Operation> {
  readonly operation: O;
  readonly params: Record<string, string>;
}

/** A path of the contract, and what can be done there. */
interface Place<O extends Operation> {
  readonly path: string;
  readonly segments: readonly string[];
  readonly operations: O[];
}

/**
 * Finds the operation for a method and a path. Paths are case-sensitive, and served with and without their
 * trailing slash. `operations` come in the contract's order, in which static segments win over parameters.
 */
export function createRouter<O extends Operation>(operations: readonly O[]) {
  const byLength = new Map<number, Place<O>[]>();
  for (const operation of operations) {
    const { path } = operation.endpoint;
    const segments = split(path);
    const sameLength = byLength.get(segments.length) ?? [];
    byLength.set(segments.length, sameLength);
    const known = sameLength.find((place) => place.path === path);
    if (known) known.operations.push(operation);
    else sameLength.push({ path, segments, operations: [operation] });
  }

  /** Throws `404 NOT_FOUND` for an unknown path, `405 METHOD_NOT_ALLOWED` with `Allow` for a known one. */
  return function match(method: string, path: string): RouteMatch<O> {
    const segments = decode(split(path));
    // Whatever the method: where the first path stands, a parameter of another one does not.
    const here = byLength.get(segments.length)?.find((place) => fits(place.segments, segments));
    if (!here) throw new ApiError('NOT_FOUND', { message: 'There is no such path.' });
    const operation = here.operations.find((candidate) => takes(candidate, method));
    if (operation) return { operation, params: paramsOf(here.segments, segments) };
    const allowed = new Set<string>(here.operations.map(({ endpoint }) => endpoint.method));
    if (allowed.has('GET')) allowed.add('HEAD');
    throw new ApiError('METHOD_NOT_ALLOWED', { headers: { Allow: [...allowed, 'OPTIONS'].join(', ') } });
  };
}

function takes({ endpoint }: Operation, method: string): boolean {
  return endpoint.method === method || (method === 'HEAD' && endpoint.method === 'GET');
}

function split(path: string): string[] {
  const segments = path.split('/').slice(1);
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

function decode(segments: string[]): string[] {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    throw new ApiError('NOT_FOUND', { message: 'There is no such path.' });
  }
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.every((part, index) =>
    part.startsWith(':') ? segments[index] !== '' : part === segments[index],
  );
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = segments[index] ?? '';
  }
  return params;
}
