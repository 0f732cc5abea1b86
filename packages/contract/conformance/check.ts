import type { ErrorCode, OperationId } from '../src/index.js';
import type { Answer, ApiRequest } from './client.js';
import type { Ability, World } from './world.js';

/** One thing that has to hold of every server of the contract. */
export interface Check {
  /** The part of the contract that it is about; `shared` for what all operations have in common. */
  readonly domain: string;
  /** Completes "The API …". */
  readonly name: string;
  /** Without these it is skipped. */
  readonly needs?: readonly Ability[];
  /** Throws where it does not hold. */
  run(world: World): Promise<void>;
}

/** Makes a request that is refused, and why: the code, and the fields that are told of, where any are. */
export interface Provocation {
  readonly needs?: readonly Ability[];
  /** The fields that the refusal has to be about. */
  readonly fields?: readonly string[];
  make(world: World): Promise<ApiRequest> | ApiRequest;
}

/** For single operations, what provokes the errors that are theirs. */
export type Provocations = {
  readonly [Id in OperationId]?: { readonly [Code in ErrorCode]?: Provocation | Provocation['make'] };
};

/** The checks of one domain, by what they say. */
export function checksOf(
  domain: string,
  checks: Readonly<Record<string, Check['run'] | Pick<Check, 'needs' | 'run'>>>,
): Check[] {
  return Object.entries(checks).map(([name, check]) => ({
    domain,
    name,
    ...(typeof check === 'function' ? { run: check } : check),
  }));
}

/** What came of many requests at once: each answer's code or status, in alphabetical order. */
export async function outcomes(
  count: number,
  send: (index: number) => Promise<Answer>,
): Promise<{ told: string[]; answers: Answer[] }> {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  return { answers, told: answers.map(({ code, status }) => `${code ?? status}`).sort() };
}
