import type { Operation } from '@medcor/contract';
import { ApiError } from './api-error.js';

export interface RouteMatch<O extends Operation> {
  readonly operation: O;
  readonly params: Record<string, string>;
}

interface Candidate<O extends Operation> {
  readonly operation: O;
  readonly segments: readonly string[];
}

/**
 * Finds the operation for a method and a path. Paths are case-sensitive, and served with and without their
 * trailing slash. `operations` come in the contract's order, in which static segments win over parameters.
 */
export function createRouter<O extends Operation>(operations: readonly O[]) {
  const byLength = new Map<number, Candidate<O>[]>();
  for (const operation of operations) {
    const segments = split(operation.endpoint.path);
    const sameLength = byLength.get(segments.length) ?? [];
    sameLength.push({ operation, segments });
    byLength.set(segments.length, sameLength);
  }

  /** Throws `404 NOT_FOUND` for an unknown path, `405 METHOD_NOT_ALLOWED` with `Allow` for a known one. */
  return function match(method: string, path: string): RouteMatch<O> {
    const segments = decode(split(path));
    const fitting = (byLength.get(segments.length) ?? []).flatMap(({ operation, segments: pattern }) => {
      const params = fit(pattern, segments);
      return params ? [{ operation, params }] : [];
    });
    const [first] = fitting;
    if (!first) throw new ApiError('NOT_FOUND', { message: 'There is no such path.' });
    // Whatever the method: where the first path stands, a parameter of another one does not.
    const here = fitting.filter(({ operation }) => operation.endpoint.path === first.operation.endpoint.path);
    const found = here.find(({ operation }) => takes(operation, method));
    if (found) return found;
    const allowed = new Set<string>(here.map(({ operation }) => operation.endpoint.method));
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

function fit(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':') && segment !== '') params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
