import type { Page } from '@medcor/sdk';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { troubleOf } from './trouble.js';

interface QueryListProps<Row> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>;
  /** What the rows are, as one and as many. */
  readonly nouns: readonly [one: string, many: string];
  /** What is said when there are none. */
  readonly empty: string;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list in each of its states: loading, failed, empty, or rows, and maybe more of them. */
export function QueryList<Row>({ query, nouns: [one, many], empty, children }: QueryListProps<Row>) {
  const list = useRef<HTMLDivElement>(null);
  const rows = query.data?.pages.flatMap(({ results }) => results) ?? [];
  const count = query.data?.pages[0]?.count ?? 0;
  const counted = count === 0 ? empty : `${count} ${count === 1 ? one : many}`;
  const tryAgain = () => {
    void query.refetch();
    // The button goes; the way on starts where it was.
    list.current?.focus();
  };
  return (
    <div ref={list} tabIndex={-1} className="list">
      {/* Always there, so that screen readers hear what becomes of it. */}
      <p role="status" className={count === 0 ? 'state' : 'muted'}>
        {query.isPending ? `Loading ${many}…` : query.data && counted}
      </p>
      {query.isError && (
        <div role="alert" className="notice alert">
          <p>{troubleOf(query.error)}</p>
          <button type="button" onClick={tryAgain}>
            Try again
          </button>
        </div>
      )}
      {rows.length > 0 && children(rows)}
      {query.hasNextPage && (
        <button type="button" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? `Loading ${many}…` : `More ${many}`}
        </button>
      )}
    </div>
  );
}
