import { appendFileSync } from 'node:fs';

/** One row of docs/reliability.md. */
export interface Figure {
  /** The part of `pnpm reliability` that found it. */
  readonly part: string;
  /** What it was found over: a store, mostly. */
  readonly over: string;
  readonly attempts: string;
  readonly result: string;
  /** What the attempts were made from, where chance made them. */
  readonly seed?: number;
}

/** Tells what a long test has found: whoever watches, and `pnpm reliability`, which writes it down. */
export function publish(figure: Figure): void {
  const { part, over, attempts, result } = figure;
  process.stdout.write(`${part} over ${over}: ${attempts}: ${result}\n`);
  const file = process.env.MEDCOR_RELIABILITY_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

/** A whole number as the page has them: 12,345. */
export function counted(count: number): string {
  return count.toLocaleString('en-US');
}

/** The value that so large a part of the values does not exceed; of 100 values the 99th, for 0.99. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
}
