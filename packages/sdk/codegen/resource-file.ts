import type { JsonSchema, OpenApiDocument } from '@medcor/contract/openapi';
import { type DescribedOperation, whoMay } from './described-operation.js';
import { camelCase, className, pascalCase } from './names.js';
import { docText, fieldsText, referredComponent, typeName, typeText, wrap } from './type-text.js';

/** Errors that any call may meet: the documentation of the errors tells of them, once. */
const common = new Set<string>([
  'NOT_AUTHENTICATED',
  'INVALID_TOKEN',
  'TOKEN_EXPIRED',
  'ACCOUNT_DISABLED',
  'PERMISSION_DENIED',
  'VALIDATION_ERROR',
  'MALFORMED_JSON',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'IDEMPOTENCY_CONFLICT',
  'IDEMPOTENCY_MISMATCH',
  'PRECONDITION_FAILED',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'DATABASE_UNAVAILABLE',
]);

/** The file of a domain: the queries of its lists, and a class with a method for each operation. */
export function resourceFile(
  domain: string,
  operations: readonly DescribedOperation[],
  document: OpenApiDocument,
): string {
  const queries = operations.flatMap(queryInterface);
  const methods = operations.flatMap((operation) => methodsOf(operation, document));
  const body = [
    ...queries,
    docText([`${document.tags.find(({ name }) => name === domain)?.description}`]) +
      `export class ${className(domain)} extends Resource {\n${methods.join('\n\n')}\n}`,
  ].join('\n\n');
  return `${importsFor(body, document)}\n\n${body}\n`;
}

/** The imports that a text needs: of its types, the ones that it names. */
function importsFor(body: string, document: OpenApiDocument): string {
  const names = Object.keys(document.components.schemas)
    .map(typeName)
    .concat('AvatarStreamEvent', 'ChatStreamEvent', 'ListQuery', 'StreamedEvent');
  const importing = (module: string, candidates: readonly string[]) => {
    const used = candidates.filter((name) => new RegExp(`\\b${name}\\b`).test(withoutComments(body)));
    return used.length > 0 ? [`import type { ${used.sort().join(', ')} } from '${module}';`] : [];
  };
  return [
    ...importing('../../api-promise.js', ['APIPromise']),
    ...importing('../../event-stream.js', ['EventStream']),
    ...importing('../../page.js', ['PagePromise']),
    ...importing('../../request-options.js', [
      'DownloadOptions',
      'RequestOptions',
      'StreamOptions',
      'UploadOptions',
    ]),
    "import { Resource } from '../../resource.js';",
    ...importing('../types.js', names),
  ].join('\n');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*\*.*?\*\//gs, '');
}

/** What every list can be asked for. */
const paging = ['page', 'page_size', 'cursor'];

/** The query that all lists have in common, as a type. */
export function listQuery(operations: readonly DescribedOperation[]): string {
  const { query } = operations.find(({ operation }) => operation.endpoint.metadata.list) ?? {};
  const { properties = {} } = query ?? {};
  const shared = Object.fromEntries(Object.entries(properties).filter(([name]) => paging.includes(name)));
  return `${docText(['What every list can be asked for.'])}export interface ListQuery {\n${fieldsText({ properties: shared })}\n}`;
}

function withoutPaging({ properties = {}, ...rest }: JsonSchema): JsonSchema {
  const own = Object.entries(properties).filter(([name]) => !paging.includes(name));
  return { ...rest, properties: Object.fromEntries(own) };
}

export function queryName({ domain, name }: DescribedOperation): string {
  return `${pascalCase(domain)}${pascalCase(name)}Query`;
}

function queryInterface(described: DescribedOperation): string[] {
  const { query, operation } = described;
  if (!query) return [];
  const { summary, metadata } = operation.endpoint;
  const [base, own] = metadata.list ? [' extends ListQuery', withoutPaging(query)] : ['', query];
  const doc = docText([`What to ask of “${summary}”.`]);
  return [`${doc}export interface ${queryName(described)}${base} {\n${fieldsText(own)}\n}`];
}

interface Method {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly statement: string;
}

function methodsOf(described: DescribedOperation, document: OpenApiDocument): string[] {
  const methods = [
    methodOf(described, document),
    ...(described.isStreamed ? [streamMethodOf(described)] : []),
  ];
  return methods.map(
    (method) =>
      `${docText(methodDoc(described, method))}${method.name}(${method.parameters.join(', ')}): ${method.returns} {\n${method.statement}\n}`,
  );
}

function methodOf(described: DescribedOperation, document: OpenApiDocument): Method {
  const { name, operation, answer, isFile } = described;
  const item = operation.endpoint.metadata.list ? itemOf(answer, document) : undefined;
  const takes = [
    'route',
    'parts',
    ...(described.query ? ['query'] : []),
    ...(described.body ? ['body'] : []),
  ];
  const parameters = parametersOf(described, optionsType(described));
  const passed = argumentsOf(described);
  if (item !== undefined) {
    const statement = `return this.page(${[...passed, 'options', ...(described.query ? ['query'] : [])].join(', ')});`;
    return { name, parameters, returns: `PagePromise<${item}>`, statement };
  }
  if (isFile) {
    return {
      name,
      parameters,
      returns: 'APIPromise<Blob>',
      statement: `return this.download(${[...passed, 'options'].join(', ')});`,
    };
  }
  if (takes.includes('query') && takes.includes('body'))
    throw new Error(`${described.id} takes query and body.`);
  const input = described.body ? ['body'] : described.query ? ['query'] : [];
  return {
    name,
    parameters,
    returns: `APIPromise<${answer ? typeText(answer) : 'void'}>`,
    statement: `return this.${verbOf(described)}(${[...passed, 'options', ...input].join(', ')});`,
  };
}

/** How a call treats tokens, and whether it may be repeated: told by the contract. */
function verbOf({ operation: { endpoint }, answer }: DescribedOperation): string {
  const { signIn, idempotency } = endpoint.metadata;
  if (answer && referredComponent(answer) === 'SignedIn') return 'signIn';
  if (endpoint.path === '/api/auth/logout/') return 'signOut';
  if (signIn === 'none' && idempotency === 'none') return 'callAnonymously';
  return idempotency === 'none' ? 'callOnce' : 'call';
}

function streamMethodOf(described: DescribedOperation): Method {
  const passed = argumentsOf(described);
  if (described.query) {
    return {
      name: 'stream',
      parameters: parametersOf(described, 'StreamOptions').map((parameter) =>
        // A stream has no pages and one order.
        parameter.startsWith('query')
          ? `query: Pick<${queryName(described)}, 'hospital' | 'type'> = {}`
          : parameter,
      ),
      returns: 'EventStream<StreamedEvent>',
      statement: `return this.follow(${[...passed, 'options', 'query'].join(', ')});`,
    };
  }
  if (described.id === 'avatar.speak') {
    return {
      name: 'stream',
      parameters: parametersOf(described, 'StreamOptions'),
      returns: 'EventStream<AvatarStreamEvent>',
      statement: `return this.converse(${[...passed, 'options', 'body'].join(', ')});`,
    };
  }
  return {
    name: 'stream',
    parameters: parametersOf(described, 'StreamOptions').map((parameter) =>
      parameter.replace(/^body: (\w+)$/, "body: Omit<$1, 'stream'>"),
    ),
    returns: 'EventStream<ChatStreamEvent>',
    statement: `return this.converse(${[...passed, 'options', '{ ...body, stream: true }'].join(', ')});`,
  };
}

function optionsType({ body, isFile }: DescribedOperation): string {
  if (isFile) return 'DownloadOptions';
  return body?.schemas.some((schema) => /Upload$/.test(referredComponent(schema) ?? ''))
    ? 'UploadOptions'
    : 'RequestOptions';
}

function argumentsOf({ route, pathParameters }: DescribedOperation): string[] {
  return [`'${route}'`, `[${pathParameters.map(({ name }) => camelCase(name)).join(', ')}]`];
}

function parametersOf(described: DescribedOperation, options: string): string[] {
  const { pathParameters, query, body } = described;
  return [
    ...pathParameters.map(({ name, schema }) => `${camelCase(name)}: ${typeText(schema)}`),
    ...(query ? [`query: ${queryName(described)} = {}`] : []),
    ...(body ? [`body: ${body.schemas.map(typeText).join(' | ')}${body.isRequired ? '' : ' = {}'}`] : []),
    `options?: ${options}`,
  ];
}

/** The type of a list's rows. */
function itemOf(answer: JsonSchema | undefined, document: OpenApiDocument): string {
  const page = document.components.schemas[(answer && referredComponent(answer)) ?? ''] ?? answer;
  const rows = page?.properties?.results ?? page;
  if (!rows?.items) throw new Error(`A list has no rows: ${JSON.stringify(answer)}`);
  return typeText(rows.items);
}

function methodDoc(described: DescribedOperation, method: Method): string[] {
  const { summary, description, metadata } = described.operation.endpoint;
  const own = metadata.errors.filter((code) => !common.has(code));
  const paragraphs = [
    method.name === 'stream' ? `${summary}, as a stream.` : `${summary}.`,
    description,
    `\`${described.route}\`. Allowed: ${whoMay(described)}`,
    ...(own.length > 0 ? [`Errors of its own: ${own.map((code) => `\`${code}\``).join(', ')}.`] : []),
  ];
  return [
    ...paragraphs.flatMap((text, index) => [...(index > 0 ? [''] : []), ...wrap(text)]),
    ...exampleDoc(described, method),
  ];
}

/** The example of the contract, as a call. */
function exampleDoc(described: DescribedOperation, { name }: Method): string[] {
  const { request } = described.operation.endpoint.metadata.examples;
  if (!described.body || request === undefined || name === 'stream') return [];
  const ids = described.pathParameters.map(() => '1');
  const call = `await medcor.${described.domain}.${name}(${[...ids, ...literal(request)].join(', ')});`;
  return ['', '@example', '```ts', ...call.split('\n'), '```'];
}

/** A value as it is written in a program; nothing for what may be left out. */
function literal(value: unknown): string[] {
  const text = JSON.stringify(value, null, 2);
  if (text === '{}') return [];
  return [text.replace(/^(\s*)"(\w+)":/gm, '$1$2:').replace(/"([^"'\\]*)"/g, "'$1'")];
}
