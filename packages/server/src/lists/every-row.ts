import type { Condition, FieldValue, ListRequest, ListSlice } from './list-fields.js';

/** How many rows one step reads. */
const STEP = 100;

type List<Row> = (request: ListRequest) => Promise<ListSlice<Row>>;

/**
 * All rows that meet the conditions, however many, by steps that each go on behind the one before; in the order of
 * a time that every row has.
 */
export async function* inSteps<Time extends string, Row extends Record<Time, string> & { id: number }>(
  time: Time,
  where: readonly Condition[],
  list: List<Row>,
): AsyncGenerator<Row[]> {
  const order = [time, 'id'].map((field) => ({ field, descending: false }));
  let after: FieldValue[] | null = null;
  for (;;) {
    const { rows, more }: ListSlice<Row> = await list({
      where,
      words: [],
      order,
      after,
      offset: 0,
      limit: STEP,
    });
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    if (!more) return;
    after = [last[time], last.id];
  }
}

/** As {@link inSteps}, all at once. */
export async function everyRow<Time extends string, Row extends Record<Time, string> & { id: number }>(
  time: Time,
  where: readonly Condition[],
  list: List<Row>,
): Promise<Row[]> {
  const all: Row[] = [];
  for await (const rows of inSteps(time, where, list)) all.push(...rows);
  return all;
}
