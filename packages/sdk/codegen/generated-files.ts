import { openApiDocument } from '@medcor/contract/openapi';
import { type DescribedOperation, describedOperations } from './described-operation.js';
import { className, kebabCase } from './names.js';
import { listQuery, resourceFile } from './resource-file.js';
import { typeTestsFile } from './type-tests-file.js';
import { typesFile } from './types-file.js';
import { validatorsFile } from './validators-file.js';

const banner = '// Made from the contract by `pnpm generate`. Change the contract, not this.\n\n';

/** The files that are made from the contract, by their path in the package. The same contract gives the same files to the letter. */
export function generatedFiles(): Map<string, string> {
  const document = openApiDocument();
  // How a server is doing is its operator's business: monitors ask for that by its address.
  const operations = describedOperations(document).filter(({ domain }) => domain !== 'system');
  const domains = [...new Set(operations.map(({ domain }) => domain))];
  const resources = domains.map((domain): [string, string] => {
    const own = operations.filter((operation) => operation.domain === domain);
    return [`src/generated/resources/${kebabCase(domain)}.ts`, resourceFile(domain, own, document)];
  });
  const files: [string, string][] = [
    ...resources,
    [
      'src/generated/types.ts',
      typesFile(document, listQuery(operations), resources.map(([, text]) => text).join('\n')),
    ],
    ['src/generated/resources.ts', resourcesFile(domains)],
    ['src/generated/routes.ts', routesFile(operations)],
    ['src/generated/reads.ts', readsFile(operations)],
    ['src/generated/validators.ts', validatorsFile(operations)],
    ['type-tests/operations.test-d.ts', typeTestsFile(operations)],
  ];
  return new Map(files.map(([name, text]) => [name, banner + text]));
}

/** All resources, as the fields of one class. */
function resourcesFile(domains: readonly string[]): string {
  const imports = domains.map(
    (domain) => `import { ${className(domain)} } from './resources/${kebabCase(domain)}.js';`,
  );
  const fields = domains.map((domain) => `readonly ${domain} = new ${className(domain)}(this.transport);`);
  return `import { Connected } from '../connected.js';
${imports.join('\n')}

/** The resources of the API, named as in its paths. */
export class Resources extends Connected {
${fields.join('\n')}
}

${domains.map((domain) => `export * from './resources/${kebabCase(domain)}.js';`).join('\n')}
`;
}

/** Where each operation is. */
function routesFile(operations: readonly DescribedOperation[]): string {
  return `/** Each operation of the API, with its method and its path. */
export const routes = {
${operations.map(({ id, route }) => `'${id}': '${route}',`).join('\n')}
} as const;

/** The name of an operation: its resource, and its method there. */
export type OperationId = keyof typeof routes;
`;
}

/** Which methods read, and how many arguments each takes before its options. */
function readsFile(operations: readonly DescribedOperation[]): string {
  const reading = operations.filter(
    ({ operation, isFile }) => operation.endpoint.method === 'GET' && !isFile,
  );
  const domains = [...new Set(reading.map(({ domain }) => domain))];
  const methods = (of: string) =>
    reading
      .filter(({ domain }) => domain === of)
      .map(({ name, pathParameters, query }) => `${name}: ${pathParameters.length + (query ? 1 : 0)}`);
  return `/** The methods that read, with the number of arguments that each takes before its options. */
export const reads = {
${domains.map((domain) => `${domain}: { ${methods(domain).join(', ')} },`).join('\n')}
} as const;
`;
}
