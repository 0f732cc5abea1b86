import { avatarStreamEvents, chatStreamEvents, components } from '@medcor/contract';
import { type JsonSchema, jsonSchemasOf, type OpenApiDocument } from '@medcor/contract/openapi';
import type * as z from 'zod/v4';
import { docText, fieldsText, isEmpty, referredComponent, typeName, typeText, wrap } from './type-text.js';

/** The file of all types that the methods of the client take and answer, and what these refer to. */
export function typesFile(document: OpenApiDocument, shared: string, usedBy: string): string {
  const { schemas } = document.components;
  const isNamed = (component: string) => new RegExp(`\\b${typeName(component)}\\b`).test(usedBy);
  const reached = new Set(['Error', 'WebhookPayload']);
  const pending = [...reached, ...Object.keys(schemas).filter(isNamed)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    reached.add(name);
    pending.push(...referredIn(schemas[name] ?? {}).filter((referred) => !reached.has(referred)));
  }
  const types = [...reached].sort().map((name) => declaration(name, schemas[name] ?? {}));
  return [
    "import type { ServerSentEvent } from '../event-stream.js';",
    shared,
    ...types,
    errorCode,
    ...streams(),
  ].join('\n\n');
}

/** What streams tell, one event each. */
function streams(): string[] {
  const oneOf = (events: Readonly<Record<string, z.ZodType>>) =>
    Object.entries(events)
      .map(([name, schema]) => `ServerSentEvent<'${name}', ${streamedType(schema)}>`)
      .join(' | ');
  return [
    `${docText(['What a streamed reply of the assistant is made of.'])}export type ChatStreamEvent = ${oneOf(chatStreamEvents)};`,
    `${docText(['What a streamed speech of an avatar is made of.'])}export type AvatarStreamEvent = ${oneOf(avatarStreamEvents)};`,
    `${docText(['An event of a hospital, as it is streamed.'])}export type StreamedEvent = ServerSentEvent<EventType, Event>;`,
  ];
}

function streamedType(schema: z.ZodType): string {
  const component = components.get(schema)?.id;
  if (component !== undefined) return typeName(component);
  return typeText(jsonSchemasOf([], [schema]).answered(schema));
}

const errorCode = `/** What went wrong, for programs to branch on. */
export type ErrorCode = ErrorBody['error']['code'];`;

function declaration(component: string, schema: JsonSchema): string {
  const doc = docText(schema.description ? wrap(schema.description) : []);
  const name = typeName(component);
  return schema.type === 'object' && schema.properties && !isEmpty(schema)
    ? `${doc}export interface ${name} {\n${fieldsText(schema)}\n}`
    : `${doc}export type ${name} = ${typeText(schema)};`;
}

/** The components that a schema refers to, itself or in its parts. */
function referredIn(schema: JsonSchema): string[] {
  const own = referredComponent(schema);
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  const parts = [
    ...Object.values(properties),
    ...(items ? [items] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ...anyOf,
  ];
  return [...(own === undefined ? [] : [own]), ...parts.flatMap(referredIn)];
}
