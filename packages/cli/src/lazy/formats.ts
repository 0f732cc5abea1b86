/** Loaded by those who ask for them. */
import { stringify as stringifyCsv } from 'csv-stringify/sync';
import { stringify as stringifyYaml } from 'yaml';

export function yamlOf(value: unknown): string {
  return stringifyYaml(value);
}

/** A line of names, and one for each row; what is no plain value as JSON. */
export function csvOf(values: readonly unknown[]): string {
  const rows = values.map((value) =>
    typeof value === 'object' && value !== null ? Object(value) : { value },
  );
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return columns.length === 0 ? '' : csvLines([columns, ...rows.map((row) => cellsOf(row, columns))]);
}

/** Lines of CSV as they are. */
export function csvLines(lines: readonly (readonly string[])[]): string {
  return stringifyCsv([...lines]);
}

export function cellsOf(row: Readonly<Record<string, unknown>>, columns: readonly string[]): string[] {
  return columns.map((column) => cellOf(row[column]));
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
