import * as z from 'zod/v4';
import { componentMetadata } from './component-metadata.js';
import type { JsonSchema } from './document.js';
import { mapSchema, tidySchema } from './tidy-schema.js';

type Direction = 'input' | 'output';

/** The JSON Schemas of one document. */
export interface JsonSchemas {
  /** Every named schema, for `components.schemas`. */
  readonly components: Readonly<Record<string, JsonSchema>>;
  /** How a schema stands in a request, or in an answer: a reference where it has a name. */
  readonly requested: (schema: z.ZodType) => JsonSchema;
  readonly answered: (schema: z.ZodType) => JsonSchema;
}

/**
 * Turns zod schemas into JSON Schemas that refer to named components. A name whose request and answer differ
 * (defaults are optional in a request; unknown fields are refused there, and to be tolerated in an answer)
 * stands twice: `Name` for answers, `NameInput` for requests.
 */
export function jsonSchemasOf(requests: readonly z.ZodType[], answers: readonly z.ZodType[]): JsonSchemas {
  const input = convert(requests, 'input');
  const output = convert(answers, 'output');
  const twofold = twofoldNames(input.named, output.named);
  const requestName = (name: string) => (twofold.has(name) ? `${name}Input` : name);
  const asInput = (schema: JsonSchema) => withReferences(schema, requestName);
  const asOutput = (schema: JsonSchema) => withReferences(schema, (name) => name);

  const components = new Map<string, JsonSchema>();
  for (const [name, schema] of output.named) components.set(name, asOutput(schema));
  for (const [name, schema] of input.named) {
    if (twofold.has(name) && components.has(requestName(name))) {
      throw new Error(`The name ${requestName(name)} is needed for the request variant of ${name}.`);
    }
    components.set(requestName(name), asInput(schema));
  }

  return {
    components: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    requested: (schema) => asInput(known(input.roots, schema)),
    answered: (schema) => asOutput(known(output.roots, schema)),
  };
}

interface Converted {
  readonly roots: ReadonlyMap<z.ZodType, JsonSchema>;
  readonly named: ReadonlyMap<string, JsonSchema>;
}

/** Converts all schemas in one go, so that zod itself gathers the named ones, and refuses a name given twice. */
function convert(schemas: readonly z.ZodType[], direction: Direction): Converted {
  const roots = [...new Set(schemas)];
  const all = z.object(Object.fromEntries(roots.map((schema, index) => [`${index}`, schema])));
  // zod's type for JSON Schema leaves every keyword unknown; this is what it writes for objects.
  const { properties = {}, $defs = {} } = z.toJSONSchema(all, {
    io: direction,
    metadata: componentMetadata,
  }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  const tidy = (schema: JsonSchema) => tidySchema(schema, direction);
  return {
    roots: new Map(roots.map((schema, index) => [schema, tidy(properties[index] ?? {})])),
    named: new Map(Object.entries($defs).map(([name, schema]) => [name, tidy(schema)])),
  };
}

/** The names whose request and answer differ, in themselves or in something they refer to. */
function twofoldNames(input: Converted['named'], output: Converted['named']): ReadonlySet<string> {
  const shared = [...input.keys()].filter((name) => output.has(name));
  const differ = new Set(
    shared.filter((name) => JSON.stringify(input.get(name)) !== JSON.stringify(output.get(name))),
  );
  for (let before = -1; before !== differ.size; ) {
    before = differ.size;
    for (const name of shared) {
      if (referredNames(input.get(name) ?? {}).some((referred) => differ.has(referred))) differ.add(name);
    }
  }
  return differ;
}

const zodReference = '#/$defs/';

function referredNames(schema: JsonSchema): string[] {
  const names: string[] = [];
  withReferences(schema, (name) => {
    names.push(name);
    return name;
  });
  return names;
}

function withReferences(schema: JsonSchema, rename: (name: string) => string): JsonSchema {
  return mapSchema(schema, (part) =>
    part.$ref?.startsWith(zodReference)
      ? { ...part, $ref: `#/components/schemas/${rename(part.$ref.slice(zodReference.length))}` }
      : part,
  );
}

function known(schemas: Converted['roots'], schema: z.ZodType): JsonSchema {
  const found = schemas.get(schema);
  if (!found) throw new Error('The schema is not among those that were converted.');
  return found;
}
