import { contract, operationsOf } from '@medcor/contract';

/** Every segment that stands in a path of the contract as it is, and those of what is served around it. */
const ownSegments = new Set([
  ...operationsOf(contract).flatMap(({ endpoint }) =>
    endpoint.path.split('/').filter((segment) => !segment.startsWith(':')),
  ),
  ...['docs', 'redoc', 'openapi.json', 'static', 'metrics'],
]);

/**
 * A path as it may be logged. Anyone can put anything into a path, an e-mail address where an id belongs, say: only
 * our own segments and whole numbers are shown.
 */
export function loggablePath(path: string): string {
  const shown = (segment: string) => ownSegments.has(segment) || /^\d{1,10}$/.test(segment);
  return path
    .split('/')
    .map((segment) => (shown(segment) ? segment : '*'))
    .join('/');
}
