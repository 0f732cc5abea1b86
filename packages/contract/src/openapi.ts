import { contract } from './index.js';
import type { OpenApiDocument, OpenApiPathItem } from './openapi/document.js';
import { headerParameters, headers } from './openapi/headers.js';
import { jsonSchemasOf } from './openapi/json-schemas.js';
import { describeOperation, requestSchemasOf } from './openapi/operation.js';
import { sharedResponses } from './openapi/responses.js';
import { securitySchemes } from './openapi/security.js';
import { tags } from './openapi/tags.js';
import { describeWebhooks, webhookSchemas } from './openapi/webhooks.js';
import { operationsOf } from './operations.js';
import { ErrorBody } from './shared/errors.js';
import { NoContent } from './shared/fields.js';

export { componentMetadata } from './openapi/component-metadata.js';
export type * from './openapi/document.js';
export { jsonSchemasOf } from './openapi/json-schemas.js';

export interface OpenApiOptions {
  /** The one server to name; else the development and the production server are. */
  readonly serverUrl?: string;
  /** The version of the API. */
  readonly version?: string;
}

const servers = [
  { url: 'http://localhost:8002', description: 'Development' },
  { url: 'https://api.medcor.ai', description: 'Production' },
];

const description = `A platform for hospitals: users and roles, appointments, medical records, treatments and
prescriptions, specialties, subscription plans, webhooks, and an assistant in writing, speech and as an avatar.

**Conventions.** JSON in snake_case; integer ids; instants as \`2025-01-20T09:00:00.000Z\`, days as \`2025-01-20\`;
money as a decimal string. Every path works with and without its trailing slash. Unknown fields and unknown query
parameters are refused. A \`PUT\` changes the fields it carries; \`null\` clears a nullable one. Booleans in a query
may be \`true\`, \`false\`, \`1\`, \`0\`, \`yes\` or \`no\`.

**Roles.** \`x-permissions\` says how far each role reaches: \`all\` hospitals, their own \`hospital\`, only what is
their \`own\`, or \`none\`. A superuser who belongs to a hospital has the rights of their role there besides. What
lies in another hospital is answered \`404\`.

**Errors.** Every failed request answers one envelope; branch on its \`code\`. A known path answers \`405\`, with
\`Allow\`, to a method it does not take.`;

/** The OpenAPI 3.1 document of the whole contract; the same options give the same document to the letter. */
export function openApiDocument(options: OpenApiOptions = {}): OpenApiDocument {
  const operations = operationsOf(contract);
  const endpoints = operations.map(({ endpoint }) => endpoint);
  const answers = endpoints.flatMap(({ success }) => Object.values(success));
  const schemas = jsonSchemasOf(operations.flatMap(requestSchemasOf), [
    ...answers.filter((schema) => schema !== NoContent),
    ...webhookSchemas,
    ErrorBody,
  ]);

  const paths: Record<string, OpenApiPathItem> = {};
  for (const operation of operations) {
    const path = operation.endpoint.path.replace(/:(\w+)/g, '{$1}');
    const method = operation.endpoint.method.toLowerCase();
    paths[path] = { ...paths[path], [method]: describeOperation(operation, schemas) };
  }

  return {
    openapi: '3.1.0',
    info: {
      title: 'MedCor API',
      version: options.version ?? '2.0.0',
      summary: 'The healthcare platform API of MedCor.',
      description,
      contact: { name: 'MedCor', url: 'https://medcor.ai/docs', email: 'support@medcor.ai' },
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: options.serverUrl ? [{ url: options.serverUrl, description: 'This server' }] : servers,
    tags,
    paths,
    webhooks: describeWebhooks(schemas),
    components: {
      schemas: schemas.components,
      parameters: headerParameters,
      headers,
      responses: sharedResponses(endpoints, schemas),
      securitySchemes,
    },
  };
}
