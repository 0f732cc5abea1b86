import type * as z from 'zod/v4';
import type { ErrorDetails } from './errors.js';

/** What zod found wrong, by field, in words for the one who sent it. */
export function validationDetails(error: z.ZodError, unknownKey = 'Unknown field.'): ErrorDetails {
  // Fields may be called anything, `constructor` too, under which every object has something already.
  const details = new Map<string, string[]>();
  const add = (path: PropertyKey[], message: string) => {
    const field = path.map(String).join('.') || 'body';
    details.set(field, [...(details.get(field) ?? []), message]);
  };
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) add([...issue.path, key], unknownKey);
    } else {
      add(issue.path, messageOf(issue));
    }
  }
  return Object.fromEntries(details);
}

function messageOf(issue: z.core.$ZodIssue): string {
  const isMissing = 'received undefined';
  if (issue.message.endsWith(isMissing)) return 'This field is required.';
  return issue.message.replace(/^Invalid input: e/, 'E');
}
