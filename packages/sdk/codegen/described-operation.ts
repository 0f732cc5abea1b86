import {
  contract,
  type Endpoint,
  type Operation,
  operationsOf,
  permissions,
  type Scope,
} from '@medcor/contract';
import type {
  JsonSchema,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from '@medcor/contract/openapi';

/** What the generator needs of an operation, told by the contract and by the OpenAPI document made from it. */
export interface DescribedOperation {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  /** `GET /api/appointments/:id/`. */
  readonly route: string;
  readonly operation: Operation;
  readonly pathParameters: readonly OpenApiParameter[];
  /** What the query takes, as one object; `undefined` for an operation without one. */
  readonly query: JsonSchema | undefined;
  readonly body: { readonly schemas: readonly JsonSchema[]; readonly isRequired: boolean } | undefined;
  /** What a successful call answers; `undefined` for nothing. */
  readonly answer: JsonSchema | undefined;
  readonly isFile: boolean;
  /** Whether the same call is also answered as server-sent events. */
  readonly isStreamed: boolean;
}

/** Every operation, in the order of the contract. */
export function describedOperations(document: OpenApiDocument): DescribedOperation[] {
  const inOrder = Object.entries(contract).flatMap(([domain, endpoints]) =>
    Object.keys(endpoints).map((name) => `${domain}.${name}`),
  );
  return operationsOf(contract)
    .map((operation) => describe(operation, document))
    .sort((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id));
}

function describe(operation: Operation, document: OpenApiDocument): DescribedOperation {
  const { id, domain, endpoint } = operation;
  const path = document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')] ?? {};
  // The methods of the document are those of the contract in lower case.
  const found = path[endpoint.method.toLowerCase() as keyof typeof path];
  if (!found) throw new Error(`The OpenAPI document lacks ${id}.`);
  const parameters = (found.parameters ?? []).filter((parameter) => 'in' in parameter);
  const content = successContent(found);
  const [mediaType] = Object.keys(content);
  return {
    id,
    domain,
    name: id.slice(domain.length + 1),
    route: `${endpoint.method} ${endpoint.path}`,
    operation,
    pathParameters: parameters.filter((parameter) => parameter.in === 'path'),
    query: queryOf(parameters.filter((parameter) => parameter.in === 'query')),
    body: bodyOf(found, endpoint),
    answer: mediaType === undefined ? undefined : content[mediaType]?.schema,
    isFile: mediaType === '*/*',
    isStreamed: 'text/event-stream' in content,
  };
}

function successContent({ responses }: OpenApiOperation) {
  const [, response] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
  return (response && 'content' in response && response.content) || {};
}

function queryOf(parameters: readonly OpenApiParameter[]): JsonSchema | undefined {
  if (parameters.length === 0) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [
        name,
        { ...schema, ...(description && { description }) },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

function bodyOf({ requestBody }: OpenApiOperation, { method }: Endpoint): DescribedOperation['body'] {
  // To change nothing is never what is meant.
  const isRequired = method === 'PUT' || (requestBody?.required ?? false);
  const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) => schema);
  const isEmpty = schemas.every(({ $ref }) => $ref?.endsWith('/EmptyBodyInput'));
  return isEmpty ? undefined : { schemas, isRequired };
}

const reaches: Readonly<Record<Scope, string>> = {
  all: 'any hospital',
  hospital: 'own hospital',
  own: 'own',
  none: '',
};

/** Who may make a call, in words. */
export function whoMay({ operation: { endpoint } }: DescribedOperation): string {
  const { permission, signIn } = endpoint.metadata;
  if (permission === null || signIn === 'none') return 'anyone, without signing in.';
  const { scopes } = permissions[permission];
  return `${Object.entries(scopes)
    .filter(([, reach]) => reach !== 'none')
    .map(([role, reach]) => `${role} (${reaches[reach]})`)
    .join(', ')}.`;
}
