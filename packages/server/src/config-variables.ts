import * as z from 'zod/v4';
import { StartError } from './start-error.js';

/** The environment asks for something that cannot be; each line of the message names a variable. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
}

/** A variable that `parse` understands; for what it does not, `expected` says what to write. */
export function variable<T>(expected: string, parse: (text: string) => T | undefined, shown = true) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    const message = shown ? `must be ${expected}, not ${JSON.stringify(text)}` : `must be ${expected}`;
    context.issues.push({ code: 'custom', input: undefined, message });
    return z.NEVER;
  });
}

/** As {@link variable}, for what must not be shown again: passwords, keys, and addresses that hold one. */
export function secret<T>(expected: string, parse: (text: string) => T | undefined) {
  return variable(expected, parse, false);
}

/** A whole number within bounds. */
export function wholeNumber(min: number, max: number) {
  return variable(`a whole number from ${min} to ${max}`, (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

/** One word out of a few. */
export function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return variable(`one of ${choices.join(', ')}`, (text) => choices.find((choice) => choice === text));
}

/** Any text. */
export const text = variable('text', (value) => value);

/** A shared secret that is sent as a bearer token. */
export const token = secret('a secret of 16 characters or more, without spaces', (value) =>
  /^\S{16,}$/.test(value) ? value : undefined,
);

/** An address under one of these protocols, `https:` say. */
export function parseUrl(text: string, ...protocols: string[]): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.hostname && protocols.includes(url.protocol) ? text : undefined;
}
