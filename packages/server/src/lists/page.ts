/** One page of a list, as services answer it; the edge renders it. */
export interface Page<Row> {
  readonly rows: Row[];
  /** Rows in all, over every page. */
  readonly total: number;
  /** The page number, or `null` when the page was reached by a cursor. */
  readonly page: number | null;
  readonly pageSize: number;
  /** Where to go on; `null` on the last page. */
  readonly nextCursor: string | null;
}

/** The same page with every row shown differently. */
export function mapPage<Row, Shown>(page: Page<Row>, show: (row: Row) => Shown): Page<Shown> {
  return { ...page, rows: page.rows.map(show) };
}
