import type { Operation } from '@medcor/contract';
import type { Transaction, TransactionTenant } from '../db/database.js';
import type { Repositories } from '../features/repositories.js';
import type { Actor } from './actor.js';
import type { ApiError } from './api-error.js';
import type { EdgeRequest, EdgeResponse } from './exchange.js';
import type { ParsedInput } from './input.js';

/** A request on its way through the edge, once it is known who asks for what. */
export interface Call {
  readonly operation: Operation;
  readonly request: EdgeRequest;
  /** The parameters of the path, as they were sent. */
  readonly params: Readonly<Record<string, string>>;
  readonly actor: Actor | null;
  /** What was sent; of a request that was refused before it was looked at, nothing. */
  readonly input: ParsedInput;
}

/** As much of a call as the audit log tells. */
export interface AuditedCall extends Omit<Call, 'request'> {
  readonly request: Pick<EdgeRequest, 'ip' | 'requestId'>;
}

/** Who writes down what requests do. */
export interface AuditRecorder {
  /** Writes it in the transaction that did it, whose result and tenant are given. */
  record(
    transaction: Transaction,
    tenant: TransactionTenant,
    call: AuditedCall,
    result: unknown,
  ): Promise<void>;
  /**
   * As {@link record}, of what was only read: there is nothing that it would have to be written with. What is answered
   * writes it, and is to be done before anybody is shown what was read.
   */
  recordRead(
    repositories: Repositories,
    tenant: TransactionTenant,
    call: AuditedCall,
    result: unknown,
  ): Promise<() => Promise<void>>;
  recordRefusal(call: AuditedCall, error: ApiError): Promise<void>;
}

/** What a call holds that carries an idempotency key. */
export interface IdempotencyClaim {
  /** The answer of the call that came before it. */
  readonly earlier: EdgeResponse | undefined;
  /** Keeps the answer in the transaction of what the call does. Throws `409 IDEMPOTENCY_CONFLICT`. */
  keep(transaction: Transaction, answer: EdgeResponse): Promise<void>;
  /** Keeps the answer that is given in the end, unless it is kept; lets go of the key where a new try may do better. */
  settle(answer: EdgeResponse): Promise<void>;
}

export interface IdempotencyKeys {
  /**
   * Claims the key that a call carries; `undefined` where it carries none. Throws `422 IDEMPOTENCY_MISMATCH` for a
   * key that was used with another request, `409 IDEMPOTENCY_CONFLICT` while that one is under way.
   */
  claim(call: Call): Promise<IdempotencyClaim | undefined>;
}
