import fc from 'fast-check';
import * as z from 'zod/v4';

/** As much of JSON Schema as zod writes for the contract's inputs. */
interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Ids that are likely to be somebody's, or nobody's. */
const idLike = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.nat() },
);

const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** Values that an input schema of the contract lets pass, or nearly: what a careful caller might send. */
export function schemaArbitrary(schema: z.ZodType): fc.Arbitrary<unknown> {
  // zod's own JSON Schema, of which only the parts above are read.
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return arbitraryOf(json, json.$defs ?? {});
}

function arbitraryOf(schema: JsonSchema, defs: NonNullable<JsonSchema['$defs']>): fc.Arbitrary<unknown> {
  const within = (inner: JsonSchema) => arbitraryOf(inner, defs);
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return within(defs[name] ?? {});
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(within));
  const [first] = schema.allOf ?? [];
  if (first) return within(first);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, within);
    case 'array':
      return fc.array(within(schema.items ?? {}), { minLength: 1, maxLength: 3 });
    case 'integer':
      return schema.minimum === 1 ? idLike : fc.integer({ min: lowest(schema), max: highest(schema) });
    case 'number':
      return fc.double({ min: lowest(schema), max: highest(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(
  { properties = {}, required = [] }: JsonSchema,
  within: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, within(field)]));
  return fc.record(fields, { requiredKeys: [...required] });
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date-time') return instant;
  if (format === 'date') return instant.map((text) => text.slice(0, 10));
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  if (pattern !== undefined && minLength <= 40) {
    return fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, maxLength));
  }
  return words.map((text) => text.padEnd(minLength, 'x').slice(0, Math.max(maxLength, 1)));
}

function lowest({ minimum = -1000 }: JsonSchema): number {
  return Math.max(minimum, -1_000_000_000);
}

function highest({ maximum = 1_000_000 }: JsonSchema): number {
  return Math.min(maximum, 1_000_000_000);
}
