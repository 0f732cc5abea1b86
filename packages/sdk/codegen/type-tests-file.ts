import type { DescribedOperation } from './described-operation.js';

/** What the contract cannot say: files are text there, and rows that each stand for themselves are anything. */
const saidElsewhere: Readonly<Record<string, readonly ('body' | 'answer')[]>> = {
  'users.bulk': ['body'],
  'medicalRecords.addAttachment': ['body'],
  'medicalRecords.getAttachment': ['answer'],
  'chat.voice': ['body'],
};

/** For each operation, the proof that the SDK's flat types are those that the contract infers. */
export function typeTestsFile(operations: readonly DescribedOperation[]): string {
  return `import type { Contract } from '@medcor/contract';
import type * as z from 'zod/v4';
import type { MedCor } from '../src/index.js';

/** \`true\` for two types that are one and the same, not only fit for each other. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** What a method takes at a place, and what is in the answer. */
type Taken<Method extends (...args: never[]) => unknown, Place extends number> = NonNullable<Parameters<Method>[Place]>;
type Answered<Method extends (...args: never[]) => unknown> = Awaited<ReturnType<Method>>;

export type Proofs = [
${operations.flatMap(proofsOf).join('\n')}
];

/** Refused unless all of them hold. */
export type AllHold<Holding extends true[] = Proofs> = Holding;
`;
}

function proofsOf(operation: DescribedOperation): string[] {
  const { id, domain, name, query, body, pathParameters } = operation;
  const method = `MedCor['${domain}']['${name}']`;
  const endpoint = `Contract['${domain}']['${name}']`;
  const place = pathParameters.length;
  const [status] = Object.keys(operation.operation.endpoint.success);
  const success = `z.output<${endpoint}['success'][${status}]>`;
  const isProven = (part: 'body' | 'answer') => !saidElsewhere[id]?.includes(part);
  return [
    `// ${id}`,
    ...(query ? [`Same<Taken<${method}, ${place}>, z.input<${endpoint}['query']>>,`] : []),
    ...(body && isProven('body') ? [`Same<Taken<${method}, ${place}>, z.input<${endpoint}['body']>>,`] : []),
    ...(isProven('answer') ? [answerProof(operation, `Answered<${method}>`, success)] : []),
  ];
}

function answerProof(operation: DescribedOperation, answered: string, success: string): string {
  const { list } = operation.operation.endpoint.metadata;
  if (!list) return `Same<${answered}, ${success}>,`;
  return `Same<${answered}['results'], ${list.answer === 'array' ? success : `${success}['results']`}>,`;
}
