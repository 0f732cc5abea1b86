/** Queries for TanStack Query (React, Vue, Solid, Svelte): options to hand to its hooks, and nothing beside. */
import type { APIPromise } from './api-promise.js';
import type { MedCor } from './client.js';
import { reads } from './generated/reads.js';
import type { Page, PagePromise } from './page.js';
import type { RequestOptions } from './request-options.js';

/** What every key begins with: invalidate it to have everything asked for again. */
export const medcorKey = ['medcor'] as const;

/** The key of a query: the resource and the method it asks, and what of it. */
export type MedCorKey = readonly ['medcor', resource: string, method: string, ...args: unknown[]];

interface Context {
  readonly signal: AbortSignal;
}

export interface Query<Data> {
  readonly queryKey: MedCorKey;
  queryFn(context: Context): Promise<Data>;
}

export interface InfiniteQuery<Row> {
  readonly queryKey: MedCorKey;
  readonly initialPageParam: undefined;
  queryFn(context: Context & { readonly pageParam: Page<Row> | undefined }): Promise<Page<Row>>;
  getNextPageParam(last: Page<Row>): Page<Row> | undefined;
}

/** The arguments of a method, without the options of the call. */
type ArgumentsOf<Parameters extends unknown[]> = Parameters extends [
  ...infer Arguments,
  options?: infer Options,
]
  ? Exclude<Options, undefined> extends RequestOptions
    ? Arguments
    : Parameters
  : Parameters;

type Asking<Method> = Method extends (...args: infer Parameters) => PagePromise<infer Row>
  ? {
      (...args: ArgumentsOf<Parameters>): Query<Page<Row>>;
      /** Page after page, for an infinite query. */
      infinite(...args: ArgumentsOf<Parameters>): InfiniteQuery<Row>;
    }
  : Method extends (...args: infer Parameters) => APIPromise<infer Data>
    ? (...args: ArgumentsOf<Parameters>) => Query<Data>
    : never;

type Reads = typeof reads;

/** The methods of the client that read, as queries. */
export type MedCorQueries = {
  readonly [Resource in keyof Reads]: {
    // Each name in the table is that of a method of the resource.
    readonly [Method in keyof Reads[Resource] & keyof MedCor[Resource]]: Asking<MedCor[Resource][Method]>;
  };
};

/**
 * The queries of a client.
 *
 * @example
 * ```tsx
 * const queries = queriesOf(medcor);
 * const { data } = useQuery(queries.appointments.list({ status: 'confirmed' }));
 * const doctors = useInfiniteQuery(queries.users.doctors.infinite({ search: 'smith' }));
 * await queryClient.invalidateQueries({ queryKey: [...medcorKey, 'appointments'] });
 * ```
 */
export function queriesOf(medcor: MedCor): MedCorQueries {
  const resources = Object.entries(reads).map(([resource, methods]) => [
    resource,
    Object.fromEntries(
      Object.entries(methods).map(([method, arity]) => [method, asking(medcor, resource, method, arity)]),
    ),
  ]);
  // Made from the same table as the type.
  return Object.fromEntries(resources) as MedCorQueries;
}

function asking(medcor: MedCor, resource: string, method: string, arity: number) {
  const keyOf = (args: unknown[]): MedCorKey => [...medcorKey, resource, method, ...args];
  const call = (args: unknown[], { signal }: Context): PagePromise<unknown> => {
    const client = Object(medcor)[resource];
    const missing = Array.from({ length: arity - args.length }, () => undefined);
    return client[method](...args, ...missing, { signal });
  };
  const query = (...args: unknown[]): Query<unknown> => ({
    queryKey: keyOf(args),
    queryFn: (context) => call(args, context),
  });
  const infinite = (...args: unknown[]): InfiniteQuery<unknown> => ({
    queryKey: [...keyOf(args), 'infinite'],
    initialPageParam: undefined,
    queryFn: (context) => context.pageParam?.nextPage() ?? call(args, context),
    getNextPageParam: (last) => (last.hasNextPage ? last : undefined),
  });
  return Object.assign(query, { infinite });
}
