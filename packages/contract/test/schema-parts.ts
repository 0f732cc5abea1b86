import type { JsonSchema } from '../src/openapi.js';

export interface SchemaPart {
  /** Where it stands: `vital_signs.heart_rate`, `users[]`. */
  readonly at: string;
  readonly schema: JsonSchema;
}

/** A JSON Schema and every schema within it; references are not followed. */
export function partsOf(schema: JsonSchema, at = ''): SchemaPart[] {
  const under = (name: string) => (at ? `${at}.${name}` : name);
  const { properties = {}, items, propertyNames, additionalProperties, anyOf = [], allOf = [] } = schema;
  return [
    { at, schema },
    ...Object.entries(properties).flatMap(([name, property]) => partsOf(property, under(name))),
    ...(items ? partsOf(items, `${at}[]`) : []),
    ...(propertyNames ? partsOf(propertyNames, under('<key>')) : []),
    ...(typeof additionalProperties === 'object' ? partsOf(additionalProperties, under('<value>')) : []),
    ...[...anyOf, ...allOf].flatMap((option) => partsOf(option, at)),
  ];
}
