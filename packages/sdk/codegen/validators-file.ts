import * as contract from '@medcor/contract';
import * as z from 'zod/v4';
import type { DescribedOperation } from './described-operation.js';
import { referredComponent } from './type-text.js';

/** A validator for each body that the contract exports a schema of, under flat types. */
export function validatorsFile(operations: readonly DescribedOperation[]): string {
  const names = [...new Set(operations.flatMap(bodiesOf))].filter(isExported).sort();
  return `import * as contract from '@medcor/contract';
import type * as types from './types.js';
import type { Validator } from '../validator.js';

${names.map((name) => `export const ${name}: Validator<types.${name}> = contract.${name};`).join('\n')}
`;
}

/** Files are text to the contract, and no form's to check. */
function bodiesOf({ body, operation }: DescribedOperation): string[] {
  if (operation.endpoint.contentType === 'multipart/form-data') return [];
  return (body?.schemas ?? []).map(referredComponent).filter((name) => name !== undefined);
}

function isExported(name: string): boolean {
  const schema = new Map<string, unknown>(Object.entries(contract)).get(name);
  return schema instanceof z.ZodType && contract.components.get(schema)?.id === name;
}
