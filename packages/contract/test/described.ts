import { contract, type OperationId, operationsOf } from '../src/index.js';
import { type OpenApiOperation, openApiDocument } from '../src/openapi.js';

export const document = openApiDocument();

/** An operation as the document describes it. */
export function described(id: OperationId): OpenApiOperation {
  const operation = Object.values(document.paths)
    .flatMap((item) => Object.values(item))
    .find((candidate) => candidate['x-operation-id'] === id);
  if (!operation) throw new Error(`${id} is not in the document.`);
  return operation;
}

/** The successful answer of an operation. */
export function successOf(id: OperationId) {
  const found = Object.entries(described(id).responses).find(([status]) => status.startsWith('2'))?.[1];
  if (!found || '$ref' in found) throw new Error(`${id} has no success of its own.`);
  return found;
}

/** The ids of the operations that are so, in alphabetical order. */
export function idsWhere(select: (operation: OpenApiOperation) => boolean): OperationId[] {
  return operationsOf(contract)
    .map(({ id }) => id)
    .filter((id) => select(described(id)))
    .sort();
}
