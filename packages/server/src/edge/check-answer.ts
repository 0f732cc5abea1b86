import type { Operation } from '@medcor/contract';
import { isStream } from './answer.js';

/** Throws for an answer that breaks its endpoint's schema; files, streams and what carries tokens are not looked into. */
export function checkAnswer({ id, endpoint }: Operation, output: unknown): void {
  if (isStream(output)) return;
  const { list } = endpoint.metadata;
  const body = list ? pageBody(list.answer, output) : output;
  const schema = Object.values(endpoint.success)[0];
  if (!schema || (endpoint.metadata.cache === 'no-store' && endpoint.method === 'GET')) return;
  const result = schema.safeParse(body);
  if (!result.success) throw new Error(`The answer of ${id} breaks its schema: ${result.error.message}`);
}

/** An answer that is kept for an idempotency key has to be the one that is given. */
export function checkKept({ id }: Operation, kept: unknown, output: unknown): void {
  if (JSON.stringify(kept) !== JSON.stringify(output)) {
    throw new Error(`${id} answers something else than its transaction did.`);
  }
}

function pageBody(shape: 'page' | 'array', output: unknown): unknown {
  const { rows, total } = output as { rows: unknown[]; total: number };
  return shape === 'array' ? rows : { count: total, next: null, previous: null, results: rows };
}
