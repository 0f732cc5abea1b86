import { errorCodes } from '@medcor/contract';
import { type JsonSchema, type OpenApiDocument, openApiDocument } from '@medcor/contract/openapi';
import { slug } from 'github-slugger';
import {
  type DescribedOperation,
  describedOperations,
  whoMay,
} from '../../sdk/codegen/described-operation.js';
import { kebabCase } from '../../sdk/codegen/names.js';
import { fieldDoc, referredComponent } from '../../sdk/codegen/type-text.js';
import { fieldTable, type LinkTo, typeWords } from './schema-text.js';
import { fenced, table } from './tables.js';

export const banner =
  '<!-- Made from the contract by `pnpm generate`. Change the contract, not this. -->\n\n';

interface Domain {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly DescribedOperation[];
  /** The named types that are told of there: those that no domain before has. */
  readonly types: readonly string[];
}

/** A page for each domain of the API, and one that leads to them. */
export function apiPages(): Map<string, string> {
  const document = openApiDocument();
  const domains = domainsOf(document);
  return new Map([
    ['reference/api/README.md', overviewOf(domains)],
    ...domains.map((domain): [string, string] => [
      `reference/api/${pageOf(domain)}`,
      domainPage(domain, document, domains),
    ]),
  ]);
}

function pageOf({ name }: Pick<Domain, 'name'>): string {
  return `${kebabCase(name)}.md`;
}

function domainsOf(document: OpenApiDocument): Domain[] {
  const described = describedOperations(document);
  const told = new Set(['Error']);
  return document.tags.map(({ name, description, 'x-displayName': title }) => {
    const operations = described.filter(({ domain }) => domain === name);
    const types: string[] = [];
    for (const { query, body, answer } of operations) {
      for (const schema of [query, ...(body?.schemas ?? []), answer]) collect(schema, document, told, types);
    }
    return { name, title, description, operations, types };
  });
}

/** Adds the named types that a schema is made of, unless they have been told of. */
function collect(schema: unknown, document: OpenApiDocument, told: Set<string>, types: string[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  const component = referredComponent(Object(schema));
  if (component === undefined) {
    for (const part of Object.values(schema)) collect(part, document, told, types);
  } else if (!told.has(component)) {
    told.add(component);
    types.push(component);
    collect(document.components.schemas[component], document, told, types);
  }
}

function overviewOf(domains: readonly Domain[]): string {
  const endpoints = domains.map((domain) => {
    const rows = domain.operations.map((operation) => [
      `[\`${routeOf(operation)}\`](${pageOf(domain)}#${slug(headingOf(operation))})`,
      operation.operation.endpoint.summary,
    ]);
    return `## [${domain.title}](${pageOf(domain)})\n${domain.description}\n\n${table(['call', 'what it does'], rows)}`;
  });
  const codes = Object.entries(errorCodes).map(([code, { status, message }]) => [
    String(status),
    `\`${code}\``,
    message,
  ]);
  return `${banner}# API reference

Every endpoint, from the contract that the server serves. The OpenAPI document at \`/api/openapi.json\` is made
from it as well. What holds for all of them (one error envelope, limits, calls made twice) is in
[errors and retries](../../guides/errors-and-retries.md).

${endpoints.join('\n\n')}

## Errors
Every failed request answers \`{"error": {"code", "message", "details", "request_id"}}\`.

${table(['status', 'code', 'message, unless there is a more precise one'], codes)}
`;
}

function domainPage(domain: Domain, document: OpenApiDocument, domains: readonly Domain[]): string {
  const linkTo: LinkTo = (component) => {
    const home = domains.find(({ types }) => types.includes(component));
    const page = home === domain || !home ? '' : pageOf(home);
    return `[${component}](${page}#${slug(component)})`;
  };
  const types = domain.types.map((name) =>
    typeSection(name, document.components.schemas[name] ?? {}, linkTo),
  );
  return `${banner}# ${domain.title}

${domain.description}

${domain.operations.map((operation) => operationSection(operation, linkTo)).join('\n\n')}
${types.length > 0 ? `\n## Types\n\n${types.join('\n\n')}\n` : ''}`;
}

function headingOf({ operation: { endpoint }, name }: DescribedOperation): string {
  return `${endpoint.summary} (${name})`;
}

function routeOf({ route }: DescribedOperation): string {
  return route.replace(/:(\w+)/g, '{$1}');
}

function operationSection(described: DescribedOperation, linkTo: LinkTo): string {
  const { description } = described.operation.endpoint;
  return [
    `## ${headingOf(described)}\n${fenced('http', routeOf(described))}`,
    description,
    factsOf(described, linkTo)
      .map((fact) => `- ${fact}`)
      .join('\n'),
    ...parametersOf(described, linkTo),
    ...examplesOf(described),
  ].join('\n\n');
}

function factsOf(described: DescribedOperation, linkTo: LinkTo): string[] {
  const { operation, body, answer, isFile, isStreamed } = described;
  const { contentType, metadata, success } = operation.endpoint;
  const { idempotency, rate, apiKeys, list, errors, events, permission } = metadata;
  const [status] = Object.keys(success);
  const answers = isFile ? 'the file' : answer ? typeWords(answer, linkTo) : 'nothing';
  const sent = body?.schemas.map((schema) => typeWords(schema, linkTo)).join(', or as a form ');
  return [
    `Allowed: ${whoMay(described)}${permission && !apiKeys ? ' Not with an API key.' : ''}`,
    sent &&
      `Body${body?.isRequired ? '' : ' (optional)'}: ${sent}${contentType?.startsWith('multipart') ? `, as \`${contentType}\`` : ''}`,
    `Answers \`${status}\`: ${answers}${list?.answer === 'page' ? ', one page of them' : ''}${isStreamed ? '; with `Accept: text/event-stream`, events' : ''}`,
    idempotency === 'key' && 'Takes `Idempotency-Key`',
    errors.includes('PRECONDITION_FAILED') && 'Takes `If-Match`',
    rate === 'bulk' && 'Counts as a bulk operation',
    events.length > 0 && `Events: ${events.map((event) => `\`${event}\``).join(', ')}`,
    `Errors: ${errorsByStatus(errors)}`,
  ].filter((fact) => typeof fact === 'string');
}

function errorsByStatus(errors: readonly (keyof typeof errorCodes)[]): string {
  const statuses = [...new Set(errors.map((code) => errorCodes[code].status))];
  return statuses
    .map((status) => {
      const codes = errors.filter((code) => errorCodes[code].status === status);
      return `${status} ${codes.map((code) => `\`${code}\``).join(', ')}`;
    })
    .join('; ');
}

function parametersOf({ pathParameters, query }: DescribedOperation, linkTo: LinkTo): string[] {
  const inPath = pathParameters.map(({ name, description = '', schema }) => [
    `\`${name}\``,
    typeWords(schema, linkTo),
    'in the path',
    [description, ...fieldDoc(schema)].join(' '),
  ]);
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, schema]: [string, JsonSchema]) => [
    `\`${name}\``,
    typeWords(schema, linkTo),
    query?.required?.includes(name) ? 'required' : '',
    fieldDoc(schema).join(' '),
  ]);
  const rows = [...inPath, ...inQuery];
  return rows.length > 0 ? [table(['parameter', 'type', '', 'meaning'], rows)] : [];
}

function examplesOf({ operation: { endpoint } }: DescribedOperation): string[] {
  const { request, response } = endpoint.metadata.examples;
  return [
    ...(request === undefined ? [] : [`Sent:\n\n${fenced('json', JSON.stringify(request, null, 2))}`]),
    ...(response === undefined ? [] : [`Answered:\n\n${fenced('json', JSON.stringify(response, null, 2))}`]),
  ];
}

function typeSection(name: string, schema: JsonSchema, linkTo: LinkTo): string {
  const words = schema.description ? `${schema.description}\n\n` : '';
  if (schema.properties) return `### ${name}\n${words}${fieldTable(schema, linkTo)}`;
  return `### ${name}\n${words}${typeWords(schema, linkTo)}`;
}
