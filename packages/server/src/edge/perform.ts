import type { Operation } from '@medcor/contract';
import type { Database } from '../db/database.js';
import { answer } from './answer.js';
import type { AuditRecorder, Call, IdempotencyClaim } from './call.js';
import { checkAnswer, checkKept } from './check-answer.js';
import { type Digest, etagOf, isKnown } from './etag.js';
import type { EdgeResponse } from './exchange.js';
import { assertPrecondition } from './precondition.js';
import { recordedDatabase, withinTransaction } from './recorded-database.js';
import type { RouteHandler, RouteInput } from './route.js';

export interface PerformOptions {
  readonly database: Database;
  /** What answers an operation, at work on the given store. */
  readonly handlerOf: (operation: Operation, database: Database) => RouteHandler;
  /** The operation that reads what another one writes. */
  readonly readerOf: (operation: Operation) => Operation | undefined;
  readonly audit: AuditRecorder;
  readonly digest: Digest;
  /** Whether every answer is checked against its schema; for tests, a breach is a fault. */
  readonly checkAnswers: boolean;
}

/**
 * Does what a call asks for. What the audit log tells of a change, and the answer that is kept for its idempotency key,
 * are written in its own transaction, in which its precondition is looked at as well.
 */
export async function perform(
  options: PerformOptions,
  call: Call,
  input: RouteInput,
  claim: IdempotencyClaim | undefined,
): Promise<EdgeResponse> {
  const { operation } = call;
  // The rows of a bulk call are a transaction each; its answer is kept when all are done.
  const isOneTransaction = operation.endpoint.metadata.rate !== 'bulk';
  let kept: { readonly result: unknown } | undefined;

  const database = recordedDatabase(options.database, {
    audit: options.audit,
    call,
    before: (transaction) =>
      assertPrecondition(transaction, call, async () => {
        const reader = options.readerOf(operation);
        if (!reader) return undefined;
        const read = options.handlerOf(reader, withinTransaction(transaction));
        // It takes the path's parameters, and nothing else.
        const output = await read({ ...input, query: undefined, body: undefined });
        const current = answer(reader.endpoint, call.request, output);
        return etagOf(current, options.digest);
      }),
    async after(transaction, result) {
      if (operation.endpoint.metadata.idempotency !== 'key' || !isOneTransaction) return;
      kept = { result };
      await claim?.keep(transaction, finished(options, call, result));
    },
  });

  const output = await options.handlerOf(operation, database)(input);
  if (options.checkAnswers) {
    checkAnswer(operation, output);
    if (kept) checkKept(operation, kept.result, output);
  }
  return finished(options, call, output);
}

/** The answer with its tag; `304` for a caller who has it already. */
function finished({ readerOf, digest }: PerformOptions, call: Call, output: unknown): EdgeResponse {
  const { operation, request } = call;
  const response = answer(operation.endpoint, request, output);
  if (!showsWhole(operation, readerOf(operation))) return response;
  const headers = { ...response.headers, ETag: etagOf(response, digest) };
  if (operation.endpoint.method === 'GET' && isKnown(request.header('if-none-match'), headers.ETag)) {
    return { status: 304, headers: { ETag: headers.ETag }, body: null };
  }
  return { ...response, headers };
}

/** Whether an answer is what reading the resource answers: that of the reader itself, and of most changes. */
function showsWhole(operation: Operation, reader: Operation | undefined): boolean {
  if (!reader) return false;
  return operation === reader || (operation.endpoint.method === 'PUT' && shown(operation) === shown(reader));
}

function shown({ endpoint }: Operation): unknown {
  return endpoint.success[200];
}
