import type { JsonSchema } from '@medcor/contract/openapi';
import { fieldDoc, referredComponent } from '../../sdk/codegen/type-text.js';
import { table } from './tables.js';

/** Where a type of the API is told of, seen from the page at hand. */
export type LinkTo = (component: string) => string;

/** A JSON Schema in words, with links to the types that have names. */
export function typeWords(schema: JsonSchema, linkTo: LinkTo): string {
  const component = referredComponent(schema);
  if (component !== undefined) return linkTo(component);
  if ('const' in schema) return `\`${JSON.stringify(schema.const)}\``;
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf) return either(schema.anyOf.map((option) => typeWords(option, linkTo)));
  if (Array.isArray(schema.type)) {
    return either(schema.type.map((type) => typeWords({ ...schema, type }, linkTo)));
  }
  if (schema.type === 'array') return `array of ${typeWords(schema.items ?? {}, linkTo)}`;
  if (schema.type === undefined) return 'any JSON';
  // Only a string's format says what kind it is: numbers have theirs for code generators.
  return schema.type === 'string' && schema.format ? `string (${schema.format})` : String(schema.type);
}

function either(options: readonly string[]): string {
  return [...new Set(options)].join(' or ');
}

/** The fields of an object, those of nameless objects in it with a dot. */
export function fieldTable(schema: JsonSchema, linkTo: LinkTo): string {
  return table(['field', 'type', '', 'meaning'], fieldRows(schema, linkTo, ''));
}

function fieldRows({ properties = {}, required = [] }: JsonSchema, linkTo: LinkTo, path: string): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const inner = schema.properties ?? schema.items?.properties;
    const meaning = fieldDoc(schema).join(' ');
    const row = [
      `\`${path}${name}\``,
      typeWords(schema, linkTo),
      required.includes(name) ? 'required' : '',
      meaning,
    ];
    const nested = schema.properties ? schema : (schema.items ?? {});
    return inner ? [row, ...fieldRows(nested, linkTo, `${path}${name}${schema.items ? '[]' : ''}.`)] : [row];
  });
}
