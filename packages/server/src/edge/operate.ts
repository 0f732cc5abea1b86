import { type Contract, contract, type Operation, type OperationId, operationsOf } from '@medcor/contract';
import type { Database, Transaction } from '../db/database.js';
import type { Actor, Origin } from './actor.js';
import { admit } from './admission.js';
import type { AuditRecorder } from './call.js';
import { parseValues } from './input.js';
import { recordedDatabase, withinTransaction } from './recorded-database.js';
import type { RouteHandler, RouteInput, RouteOutput } from './route.js';

type EndpointOf<Id extends OperationId> = Id extends `${infer Domain extends keyof Contract}.${infer Name}`
  ? Name extends keyof Contract[Domain]
    ? Contract[Domain][Name]
    : never
  : never;

/** What an operation is called with, before it is parsed. */
export interface OperationInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** Who calls, on whose request. */
export interface Calling {
  readonly actor: Actor;
  readonly origin: Origin;
}

/**
 * Calls an operation of the API for somebody, as if they had requested it themselves: it passes the same gate, its
 * input the same schemas, and the audit log tells of it in the same words. With a transaction, all of it happens
 * there. Throws what the request would be answered.
 */
export type Operate = <Id extends OperationId>(
  calling: Calling,
  id: Id,
  input: OperationInput,
  within?: Transaction,
) => Promise<RouteOutput<EndpointOf<Id>>>;

interface OperateOptions {
  readonly database: Database;
  readonly handlerOf: (operation: Operation, database: Database) => RouteHandler;
  readonly audit: AuditRecorder;
}

const operations = new Map(operationsOf(contract).map((operation) => [operation.id, operation]));

export function createOperate({ database, handlerOf, audit }: OperateOptions): Operate {
  return async (calling, id, input, within) => {
    const operation = operations.get(id);
    if (!operation) throw new Error(`The contract has no ${id}.`);
    const { actor, origin } = calling;
    admit(operation, actor);
    const parsed = parseValues(operation.endpoint, input);
    const request = { ip: origin.ip, requestId: origin.requestId };
    const call = { operation, request, params: stringsOf(input.params), actor, input: parsed };
    const recorded = recordedDatabase(within ? withinTransaction(within) : database, { audit, call });
    const output = await handlerOf(operation, recorded)(routeInput(parsed, calling));
    // The handler is the operation's own.
    return output as RouteOutput<EndpointOf<typeof id>>;
  };
}

function routeInput(parsed: object, { actor, origin }: Calling): RouteInput {
  const nothing = async () => {
    throw new Error('An operation that is called from inside has no upload.');
  };
  return {
    ...parsed,
    actor,
    origin,
    maySetUp: false,
    readFile: nothing,
    upload: undefined,
    header: () => undefined,
    actorNow: async () => actor,
    // The parts were parsed by the endpoint's own schemas.
  } as unknown as RouteInput;
}

function stringsOf(params: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
}
