import { type Endpoint, pageSize as pageSizes } from '@medcor/contract';
import { invalidField } from '../edge/api-error.js';
import type { Condition, FieldValue, ListFields, ListRequest, ListSlice, OrderTerm } from './list-fields.js';
import { valuesOf } from './list-fields.js';
import { searchWords } from './normalise.js';
import type { Page } from './page.js';

/** Hides what a cursor carries, and tells when it was tampered with. */
export interface Seal {
  seal(text: string): string;
  /** `undefined` for what was not sealed by us. */
  open(sealed: string): string | undefined;
}

/** What every list query may carry. */
export interface ListQuery {
  readonly page?: number | undefined;
  readonly page_size?: number | undefined;
  readonly cursor?: string | undefined;
  readonly ordering?: string | undefined;
  readonly search?: string | undefined;
}

type List<Row> = (request: ListRequest) => Promise<ListSlice<Row>>;

/** The one pager: turns a list query into a request to a repository, and its slice into a page. */
export type Pager = <Row>(
  endpoint: Endpoint,
  query: ListQuery,
  listFields: ListFields<Row>,
  where: (Condition | undefined)[],
  list: List<Row>,
) => Promise<Page<Row>>;

export function createPager(seal: Seal): Pager {
  return async (endpoint, query, listFields, where, list) => {
    const order = orderOf(query.ordering ?? endpoint.metadata.list?.defaultOrdering ?? 'id');
    const pageSize = query.page_size ?? pageSizes.default;
    const page = query.page ?? 1;
    const binding = bindingOf(endpoint, query);
    const after = query.cursor === undefined ? null : openCursor(seal, query.cursor, binding, order.length);
    const slice = await list({
      where: where.filter((condition) => condition !== undefined),
      words: searchWords(query.search),
      order,
      after,
      offset: after ? 0 : (page - 1) * pageSize,
      limit: pageSize,
    });
    const last = slice.rows.at(-1);
    const nextCursor =
      slice.more && last ? seal.seal(JSON.stringify([binding, valuesOf(listFields, order, last)])) : null;
    return { rows: slice.rows, total: slice.total, page: after ? null : page, pageSize, nextCursor };
  };
}

function orderOf(ordering: string): OrderTerm[] {
  const terms = ordering.split(',').map((term) => ({
    field: term.replace(/^-/, ''),
    descending: term.startsWith('-'),
  }));
  const firstOfEach = terms.filter(
    ({ field }, index) => terms.findIndex((term) => term.field === field) === index,
  );
  const idAt = firstOfEach.findIndex(({ field }) => field === 'id');
  if (idAt >= 0) return firstOfEach.slice(0, idAt + 1);
  return [...firstOfEach, { field: 'id', descending: firstOfEach.at(-1)?.descending ?? false }];
}

/** What a cursor belongs to: the list, its ordering and its filters, whatever the page size. */
function bindingOf(endpoint: Endpoint, query: ListQuery): string {
  const { page: _page, page_size: _pageSize, cursor: _cursor, ...filters } = query;
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return JSON.stringify([endpoint.path, given.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function openCursor(seal: Seal, cursor: string, binding: string, length: number): FieldValue[] {
  const text = seal.open(cursor);
  if (text === undefined) throw invalidField('cursor', 'This is not a cursor of ours.');
  // Only what `createPager` wrote opens.
  const [boundTo, values] = JSON.parse(text) as [string, FieldValue[]];
  if (boundTo !== binding || values.length !== length) {
    throw invalidField('cursor', 'The cursor belongs to another ordering or to other filters.');
  }
  return values;
}
