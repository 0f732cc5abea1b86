import type { JsonSchema, OpenApiDocument } from '@medcor/contract/openapi';
import { openApiDocument } from '@medcor/contract/openapi';
import {
  type DescribedOperation,
  describedOperations,
  whoMay,
} from '../../sdk/codegen/described-operation.js';
import { kebabCase } from '../../sdk/codegen/names.js';
import { fieldDoc, referredComponent } from '../../sdk/codegen/type-text.js';
import type { Command, CommandHelp, CommandKind, Field } from '../src/command.types.js';
import { secretName } from '../src/secrets.js';

/** The flags of every command: no field may be called the same. */
const taken = new Set([
  'all',
  'base-url',
  'data',
  'dry-run',
  'fields',
  'help',
  'idempotency-key',
  'if-match',
  'break-glass',
  'max-retries',
  'no-input',
  'output',
  'profile',
  'query',
  'verbose',
  'yes',
]);

const banner = '// Made from the contract by `pnpm generate`. Change the contract, not this.\n\n';

/** The commands, and what help says of them, by their path in the package. */
export function commandFiles(): Map<string, string> {
  const document = openApiDocument();
  const described = describedOperations(document).map((operation) => ({
    command: commandOf(operation, document),
    help: helpOf(operation, document),
  }));
  const resources = [...new Set(described.map(({ command }) => command.resource))];
  const entries = resources.map((resource) => {
    const commands = described
      .map(({ command }) => command)
      .filter((command) => command.resource === resource);
    return `'${resource}': () => ${JSON.stringify(commands)},`;
  });
  const helps = described.map(
    ({ command, help }) => `'${command.operation}': () => (${JSON.stringify(help)}),`,
  );
  return new Map([
    [
      'src/generated/commands.ts',
      `${banner}import type { Command } from '../command.types.js';

/** The commands of each resource. Functions, so that Node reads those alone that are asked for. */
export const resources: Readonly<Record<string, () => readonly Command[]>> = {
${entries.join('\n')}
};
`,
    ],
    [
      'src/generated/command-help.ts',
      `${banner}import type { CommandHelp } from '../command.types.js';

/** What help says of each command, by the operation that it is. */
export const commandHelp: Readonly<Record<string, () => CommandHelp>> = {
${helps.join('\n')}
};
`,
    ],
  ]);
}

function helpOf(described: DescribedOperation, document: OpenApiDocument): CommandHelp {
  const { summary, description, metadata } = described.operation.endpoint;
  return {
    summary,
    description,
    allowed: whoMay(described),
    fields: Object.fromEntries(
      fieldsFor(described, document).flatMap(({ flag, help }) => (help ? [[flag, help]] : [])),
    ),
    example: metadata.examples.request ?? null,
  };
}

function commandOf(described: DescribedOperation, document: OpenApiDocument): Command {
  const { id, domain, name, route, pathParameters } = described;
  return {
    resource: kebabCase(domain),
    action: kebabCase(name),
    operation: id,
    route,
    params: pathParameters.map((parameter) => parameter.name),
    fields: fieldsFor(described, document).map(({ help: _help, ...field }) => field),
    kind: kindOf(described),
  };
}

type FieldWithHelp = Field & { readonly help?: string };

function fieldsFor({ query, body }: DescribedOperation, document: OpenApiDocument): FieldWithHelp[] {
  const input = query ?? body?.schemas.map((schema) => resolved(schema, document)).at(-1);
  return input ? fieldsOf(input, document, []) : [];
}

function kindOf({ operation: { endpoint }, isFile }: DescribedOperation): CommandKind {
  const { list, signIn, idempotency } = endpoint.metadata;
  if (list) return 'list';
  if (isFile) return 'file';
  if (endpoint.contentType === 'multipart/form-data') return 'upload';
  if (idempotency !== 'none') return 'call';
  return signIn === 'none' ? 'anonymous' : 'once';
}

/** A schema's fields, those of objects in it with a dot. */
function fieldsOf(schema: JsonSchema, document: OpenApiDocument, path: readonly string[]): FieldWithHelp[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, property]): FieldWithHelp[] => {
    const at = [...path, name];
    const found = resolved(property, document);
    if (found.properties) return fieldsOf(found, document, at);
    const flag = at.map((part) => part.replaceAll('_', '-')).join('.');
    if (taken.has(flag)) throw new Error(`--${flag} is a flag of every command.`);
    const item = typeof found.items === 'object' ? resolved(found.items, document) : undefined;
    const isRequired = path.length === 0 && required.includes(name);
    return [{ ...fieldOf(flag, at, property, found, item), ...(isRequired && { isRequired }) }];
  });
}

function fieldOf(
  flag: string,
  path: readonly string[],
  given: JsonSchema,
  found: JsonSchema,
  item: JsonSchema | undefined,
): FieldWithHelp {
  const isNullable = isNull(given) || isNull(found);
  const isRepeated = found.type === 'array' && item !== undefined;
  const one = isRepeated ? item : found;
  const values = wordsOf(one);
  const help = fieldDoc({ ...found, ...given }).join(' ');
  return {
    flag,
    path,
    type: values ? 'string' : typeOf(one),
    ...(values && { values }),
    ...(isRepeated && { isRepeated }),
    ...(isNullable && { isNullable }),
    ...(secretName.test(path.at(-1) ?? '') && { isSecret: true }),
    ...(help !== '' && { help }),
  };
}

/** The words that a value can be, if it can be nothing else. */
function wordsOf({ enum: words, const: word, anyOf }: JsonSchema): string[] | undefined {
  if (Array.isArray(words)) return words.map(String);
  if (typeof word === 'string') return [word];
  const options = anyOf?.filter(({ type }) => type !== 'null').map(wordsOf);
  return options?.every((option) => option !== undefined) ? options.flat() : undefined;
}

function typeOf({ type, format, anyOf }: JsonSchema): Field['type'] {
  if (format === 'binary') return 'file';
  const types = [type ?? anyOf?.map((option) => option.type)].flat(2).filter((name) => name !== 'null');
  if (types.includes('string')) return 'string';
  const [first] = types;
  return first === 'integer' || first === 'number' || first === 'boolean' ? first : 'json';
}

function isNull({ type, anyOf }: JsonSchema): boolean {
  return (
    (Array.isArray(type) && type.includes('null')) ||
    (anyOf?.some((option) => option.type === 'null') ?? false)
  );
}

/** What a reference refers to, also of a schema or nothing. */
function resolved(schema: JsonSchema, document: OpenApiDocument): JsonSchema {
  const option = schema.anyOf?.find(({ type }) => type !== 'null');
  const one = schema.anyOf?.length === 2 && option && isNull(schema) ? option : schema;
  const component = referredComponent(one);
  if (component === undefined) return one;
  // A value of any shape is written as JSON.
  return component === 'Json' ? {} : resolved(document.components.schemas[component] ?? {}, document);
}
