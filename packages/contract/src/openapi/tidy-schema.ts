import type { JsonSchema } from './document.js';

/** Formats that zod spells out as a long pattern as well. */
const selfExplaining = new Set<unknown>(['date', 'date-time', 'uuid', 'base64']);

/**
 * Writes a schema of zod's as a reader of the document wants it: without the keywords that are zod's own or say
 * nothing, and without refusing unknown fields in answers, so that clients bear new ones.
 */
export function tidySchema(schema: JsonSchema, direction: 'input' | 'output'): JsonSchema {
  return mapSchema(schema, (part) => nullableInOne(tidyPart(part, direction)));
}

/** A copy of a schema, every schema in it mapped, the innermost first. */
export function mapSchema(schema: JsonSchema, map: (part: JsonSchema) => JsonSchema): JsonSchema {
  const deep = (part: JsonSchema) => mapSchema(part, map);
  const { properties, items, propertyNames, additionalProperties, anyOf, allOf } = schema;
  return map({
    ...schema,
    ...(properties && { properties: mapValues(properties, deep) }),
    ...(items && { items: deep(items) }),
    ...(propertyNames && { propertyNames: deep(propertyNames) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: deep(additionalProperties) }),
    ...(anyOf && { anyOf: anyOf.map(deep) }),
    ...(allOf && { allOf: allOf.map(deep) }),
  });
}

function mapValues<T>(record: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function tidyPart(part: JsonSchema, direction: 'input' | 'output'): JsonSchema {
  // `id` and `example` come from `.meta()`; 2020-12 knows only `examples`.
  const { id: _id, example, pattern, additionalProperties, minimum, maximum, ...rest } = part;
  return {
    ...rest,
    ...(pattern !== undefined && !selfExplaining.has(rest.format) && { pattern }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(additionalProperties !== undefined &&
      !(direction === 'output' && additionalProperties === false) && { additionalProperties }),
    ...(example !== undefined && { examples: [example] }),
    ...(rest.contentMediaType === 'application/octet-stream' && binary),
  };
}

/** A file's content. 3.1 needs no format for it, but most tools tell a file by this one only. */
const binary = { format: 'binary' };

/** `type: ['string', 'null']` in place of two alternatives, where nothing but the type differs. */
function nullableInOne(part: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = part;
  const [schema, nothing, ...others] = anyOf ?? [];
  if (!schema || nothing?.type !== 'null' || others.length > 0) return part;
  if (typeof schema.type !== 'string' || 'enum' in schema || 'const' in schema) return part;
  return { ...schema, ...rest, type: [schema.type, 'null'] };
}
