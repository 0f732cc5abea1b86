import type * as z from 'zod/v4';
import { type Contract, contract, type Endpoint, type OperationId, operationsOf } from '../src/index.js';

type EndpointOf<Id extends OperationId> = Id extends `${infer Domain extends keyof Contract}.${infer Name}`
  ? Name extends keyof Contract[Domain]
    ? Contract[Domain][Name]
    : never
  : never;

/** What an operation answers when it succeeds. */
export type SuccessOf<Id extends OperationId> =
  EndpointOf<Id> extends { readonly success: infer Answers extends Record<number, z.ZodType> }
    ? z.output<Answers[keyof Answers]>
    : never;

/** The operations of the contract, in its order. */
export const operations = operationsOf(contract);

const endpoints = new Map<OperationId, Endpoint>(operations.map(({ id, endpoint }) => [id, endpoint]));

export function endpointOf(id: OperationId): Endpoint {
  const endpoint = endpoints.get(id);
  if (!endpoint) throw new Error(`The contract has no ${id}.`);
  return endpoint;
}

/** The status and the schema of an operation's success. */
export function successOf(id: OperationId): { readonly status: number; readonly schema: z.ZodType } {
  const [entry] = Object.entries(endpointOf(id).success);
  if (!entry) throw new Error(`${id} never succeeds.`);
  return { status: Number(entry[0]), schema: entry[1] };
}
