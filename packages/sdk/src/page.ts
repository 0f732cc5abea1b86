import { APIPromise, type WithResponse } from './api-promise.js';

/** One page of a list. */
export interface Page<T> {
  readonly results: T[];
  /** Rows in all; exact up to 10,000. */
  readonly count: number;
  readonly hasNextPage: boolean;
  /** Throws a `RangeError` on the last page. */
  nextPage(): PagePromise<T>;
}

/** A list under way: await it for one page, iterate it for every row. */
export class PagePromise<T> extends APIPromise<Page<T>> implements AsyncIterable<T> {
  /** Every row from here on, page by page over cursors: none twice, none left out. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { results } of this.pages()) yield* results;
  }

  /** Every page from here on. */
  pages(): AsyncGenerator<Page<T>, void, undefined> {
    return pagesFrom(this);
  }

  /** The rows, up to `limit` of them. */
  async toArray({ limit = Number.POSITIVE_INFINITY }: { limit?: number } = {}): Promise<T[]> {
    const rows: T[] = [];
    for await (const { results } of this.pages()) {
      rows.push(...results.slice(0, limit - rows.length));
      if (rows.length >= limit) break;
    }
    return rows;
  }
}

async function* pagesFrom<T>(first: PagePromise<T>): AsyncGenerator<Page<T>, void, undefined> {
  for (let page = await first; ; page = await page.nextPage()) {
    yield page;
    if (!page.hasNextPage) return;
  }
}

/** What an answer makes of a page, and where the next one is. */
export function pageOf<T>(
  { data, response: { headers } }: WithResponse<unknown>,
  turn: (cursor: string) => PagePromise<T>,
): Page<T> {
  const cursor = headers.get('x-next-cursor');
  // The server checks its answers against the contract.
  const { results, count } = Array.isArray(data)
    ? { results: data, count: Number(headers.get('x-total-count')) }
    : (Object(data) as Page<T>);
  return {
    results,
    count,
    hasNextPage: cursor !== null,
    nextPage() {
      if (cursor === null) throw new RangeError('The last page.');
      return turn(cursor);
    },
  };
}
