import * as z from 'zod/v4';
import { components } from './components.js';
import type { ListMetadata } from './endpoint.js';
import { Day, Id, Timestamp } from './fields.js';

/** The smallest and largest page, and the one given when none is asked for. */
export const pageSize = { default: 20, max: 100 } as const;

/** Filter: all words, in any order, without regard to case or accents. */
export const searchFilter = {
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('All words must occur; order, case and accents do not matter.'),
};

const Bound = z.union(
  [Day, Timestamp],
  'Not a day such as 2025-01-20, nor an instant such as 2025-01-20T09:00:00Z.',
);

/** Filters: an inclusive range of days (in the hospital's time zone) or of instants. */
export const dateRangeFilter = {
  date_from: Bound.optional().describe("First day (in the hospital's time zone) or instant, inclusive."),
  date_to: Bound.optional().describe("Last day (in the hospital's time zone) or instant, inclusive."),
};

/** Filter: the hospital. Anyone may name their own; a superuser any, and must name one if they have none. */
export const hospitalFilter = {
  hospital: Id.optional().describe("A hospital's id; defaults to your own."),
};

const paging = {
  page: z.int().min(1).max(1_000_000).optional().describe('Page number, from 1. Not together with `cursor`.'),
  page_size: z
    .int()
    .min(1)
    .max(pageSize.max)
    .optional()
    .describe(`Rows a page, 1 to ${pageSize.max} (default ${pageSize.default}).`),
  cursor: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe(
      'Where to go on: the `X-Next-Cursor` of the answer before, with the same filters and ordering.',
    ),
};

function orderingSchema(fields: readonly string[], byDefault: string) {
  const field = `-?(?:${fields.join('|')})`;
  return z
    .string()
    .regex(
      new RegExp(`^${field}(?:,${field})*$`),
      `Takes ${fields.join(', ')}, each with an optional "-" before it.`,
    )
    .optional()
    .describe(
      `Comma-separated fields (${fields.join(', ')}); "-" before one for descending. Default: ${byDefault}.`,
    );
}

interface ListOptions<Item extends z.ZodType, Filters extends z.ZodRawShape> {
  item: Item;
  /** The name under which the page schema stands in the OpenAPI document. */
  name: string;
  filters: Filters;
  /** Fields that can be ordered by; `id` is added. */
  ordering: readonly string[];
  defaultOrdering: string;
}

/** The schema of `{count, next, previous, results}` over rows of one kind. */
export function pageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .strictObject({
      count: z.int().describe('Rows in all; exact up to 10,000, above that up to 10 seconds old.'),
      next: z.string().nullable().describe('Address of the next page.'),
      previous: z.string().nullable().describe('Address of the page before.'),
      results: z.array(item),
    })
    .register(components, { id: `${name}Page` });
}

/** A list that answers pages: its query, its 200 and its metadata, to be spread into an endpoint. */
export function pagedList<Item extends z.ZodType, Filters extends z.ZodRawShape>(
  options: ListOptions<Item, Filters>,
) {
  return {
    method: 'GET',
    query: listQuery(options),
    list: listMetadata('page', options),
    success: { 200: pageOf(options.item, options.name) },
  } as const;
}

/** A list that answers a bare array, paged the same way (`X-Total-Count`, `Link`). */
export function arrayList<Item extends z.ZodType, Filters extends z.ZodRawShape>(
  options: ListOptions<Item, Filters>,
) {
  return {
    method: 'GET',
    query: listQuery(options),
    list: listMetadata('array', options),
    success: { 200: z.array(options.item) },
  } as const;
}

/** What every list can be asked for, beside its own filters. */
export function listQuery<Item extends z.ZodType, Filters extends z.ZodRawShape>(
  options: ListOptions<Item, Filters>,
) {
  return z
    .strictObject({
      ...paging,
      ordering: orderingSchema([...options.ordering, 'id'], options.defaultOrdering),
      ...options.filters,
    })
    .refine(
      (query) =>
        !('cursor' in query && query.cursor !== undefined && 'page' in query && query.page !== undefined),
      {
        path: ['cursor'],
        message: 'Give either `cursor` or `page`.',
      },
    );
}

function listMetadata(
  answer: ListMetadata['answer'],
  options: { ordering: readonly string[]; defaultOrdering: string },
): ListMetadata {
  return { answer, ordering: [...options.ordering, 'id'], defaultOrdering: options.defaultOrdering };
}
