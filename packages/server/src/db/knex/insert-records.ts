/**
 * Inserts any number of rows, which have these columns, as JSON under the columns' names: one text, and one parameter, where
 * a statement takes no more than 65,535.
 */
export function insertRecordsSql(table: string, columns: readonly string[]): string {
  const list = columns.map((column) => `"${column}"`).join(', ');
  return `insert into "${table}" (${list}) select ${list} from json_populate_recordset(null::"${table}", ?::json)`;
}
