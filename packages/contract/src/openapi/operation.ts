import type { Operation } from '../operations.js';
import { permissions } from '../permissions.js';
import type { Endpoint } from '../shared/endpoint.js';
import type { OpenApiContent, OpenApiOperation, OpenApiParameter } from './document.js';
import { headerParametersOf } from './headers.js';
import type { JsonSchemas } from './json-schemas.js';
import { responsesOf } from './responses.js';
import { type SecondForms, secondFormsOf } from './second-forms.js';
import { securityOf } from './security.js';

/** An operation of the contract as the document shows it. */
export function describeOperation(
  { id, domain, endpoint }: Operation,
  schemas: JsonSchemas,
): OpenApiOperation {
  const forms = secondFormsOf(id);
  const { summary, description, metadata } = endpoint;
  const requestBody = describeBody(endpoint, schemas, forms);
  return {
    // Dots are not valid in the names that generators make of it.
    operationId: id.replace('.', '_'),
    'x-operation-id': id,
    tags: [domain],
    summary,
    description,
    security: securityOf(metadata),
    parameters: [
      ...parameters('path', endpoint.pathParams, schemas),
      ...parameters('query', endpoint.query, schemas),
      ...headerParametersOf(endpoint),
    ],
    ...(requestBody && { requestBody }),
    responses: responsesOf(endpoint, schemas, forms),
    ...(metadata.permission && {
      'x-permissions': { row: metadata.permission, ...permissions[metadata.permission] },
    }),
    'x-rate-class': metadata.rate,
    'x-idempotency': metadata.idempotency,
    'x-events': metadata.events,
    'x-error-codes': metadata.errors,
  };
}

/** The schemas an operation takes, as the document shows them. */
export function requestSchemasOf({ id, endpoint }: Operation) {
  const { multipart, body = endpoint.body } = secondFormsOf(id);
  return [endpoint.pathParams, endpoint.query, body, multipart].filter((schema) => schema !== undefined);
}

function parameters(
  place: 'path' | 'query',
  schema: Endpoint['query'],
  schemas: JsonSchemas,
): OpenApiParameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.requested(schema);
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    description: description ?? describeParameter(name, place),
    schema: property,
  }));
}

/** Words for the ids and filters whose names say it all. */
function describeParameter(name: string, place: 'path' | 'query'): string {
  if (place === 'query') return `Only rows whose \`${name}\` is this.`;
  return name === 'id' ? 'The id of the resource.' : `The id of the ${name.replace(/_id$/, '')}.`;
}

function describeBody(endpoint: Endpoint, schemas: JsonSchemas, forms: SecondForms) {
  const body = forms.body ?? endpoint.body;
  if (!body) return undefined;
  const { request: example } = endpoint.metadata.examples;
  const media = { schema: schemas.requested(body), ...(example !== undefined && { example }) };
  const content: OpenApiContent = {
    [endpoint.contentType ?? 'application/json']: media,
    ...(forms.multipart && { 'multipart/form-data': { schema: schemas.requested(forms.multipart) } }),
  };
  // An empty body counts as `{}`.
  return { required: !body.safeParse({}).success, content };
}
