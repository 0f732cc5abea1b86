import type { JsonSchema } from '@medcor/contract/openapi';

/** How the names of the OpenAPI document are spelled in the SDK: `Error` is taken by the language. */
const renamed: Readonly<Record<string, string>> = { Error: 'ErrorBody' };

/** The name of the type that a component of the OpenAPI document becomes. */
export function typeName(component: string): string {
  return renamed[component] ?? component;
}

/** The component that a schema refers to, if it is a reference. */
export function referredComponent({ $ref }: JsonSchema): string | undefined {
  return $ref?.replace('#/components/schemas/', '');
}

/** A JSON Schema as the text of a TypeScript type. Layout is the formatter's. */
export function typeText(schema: JsonSchema): string {
  const component = referredComponent(schema);
  if (component !== undefined) return typeName(component);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return unionOf(schema.anyOf.map(typeText));
  if (Array.isArray(schema.type)) return unionOf(schema.type.map((type) => typeText({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return schema.format === 'binary' ? 'Blob' : 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'null':
      return schema.type;
    case 'array':
      return `(${typeText(schema.items ?? {})})[]`;
    case 'object':
      return isEmpty(schema)
        ? 'Record<string, never>'
        : schema.properties
          ? `{ ${fieldsText(schema)} }`
          : recordText(schema);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`There is no type for ${JSON.stringify(schema)}.`);
  }
}

/** Whether an object has no fields. */
export function isEmpty({ properties }: JsonSchema): boolean {
  return properties !== undefined && Object.keys(properties).length === 0;
}

/** The fields of an object, each with its documentation. What may be left out may be `undefined`, too. */
export function fieldsText({ properties = {}, required = [] }: JsonSchema): string {
  return Object.entries(properties)
    .map(([name, schema]) => {
      const isRequired = required.includes(name);
      const type = typeText(schema);
      return `${docText(fieldDoc(schema))}${name}${isRequired ? '' : '?'}: ${type}${isRequired ? '' : ' | undefined'};`;
    })
    .join('\n');
}

function recordText({ additionalProperties }: JsonSchema): string {
  const values = typeof additionalProperties === 'object' ? typeText(additionalProperties) : 'unknown';
  return `{ [key: string]: ${values} }`;
}

function unionOf(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

/** Lines of documentation as a comment; nothing where there are none. */
export function docText(lines: readonly string[]): string {
  const [first, ...others] = lines;
  if (first === undefined) return '';
  if (others.length === 0) return `/** ${first} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}

/** What is to know of a field beside its type: in words, then its bounds. */
export function fieldDoc(schema: JsonSchema): string[] {
  const { description = '' } = schema;
  // Some descriptions name a bound themselves.
  const bounds = boundsOf(schema).filter((bound) => !description.includes(bound.replace(/\.$/, '')));
  const text = [description, ...bounds].filter((part) => part !== '').join(' ');
  return text === '' ? [] : wrap(text);
}

function boundsOf(schema: JsonSchema): string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, format } = schema;
  return [
    ...(typeof format === 'string' && format in formats ? [formats[format] ?? ''] : []),
    range(minLength, maxLength, 'characters'),
    range(minItems, maxItems, 'items'),
    // An id is any there can be.
    maximum === 2_147_483_647 ? undefined : range(minimum, maximum),
    'default' in schema ? `Default: \`${JSON.stringify(schema.default)}\`.` : undefined,
  ].filter((part) => part !== undefined);
}

const formats: Readonly<Record<string, string>> = {
  date: 'A day: `2025-01-20`.',
  'date-time': 'An instant: `2025-01-20T09:00:00.000Z`.',
};

function range(from: unknown, to: unknown, unit = ''): string | undefined {
  const of = unit && ` ${unit}`;
  if (from !== undefined && to !== undefined) return `${from} to ${to}${of}.`;
  if (to !== undefined) return `At most ${to}${of}.`;
  return from === undefined ? undefined : `At least ${from}${of}.`;
}

const LINE_WIDTH = 100;

/** Text in lines that are not too long. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_WIDTH) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
