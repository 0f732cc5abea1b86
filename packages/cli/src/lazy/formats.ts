/** Loaded by those who ask for them. */
import { stringify as stringifyCsv } from 'csv-stringify/sync';
import { stringify as stringifyYaml } from 'yaml';

export function yamlOf(value: unknown): string {
  return stringifyYaml(value);
}

/** A line of names, and one for each row; what is no plain value as JSON. */
export function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return stringifyCsv(
    rows.map((row) => columns.map((column) => cellOf(row[column]))),
    { header: true, columns },
  );
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
