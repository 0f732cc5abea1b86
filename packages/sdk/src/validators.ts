/** The contract's own schemas of what the API takes, for forms. They are zod's: `zod` has to be installed. */
import { validationDetails } from '@medcor/contract';
import type * as z from 'zod/v4';
import type { Validator } from './validator.js';

export * from './generated/validators.js';
export type { Validator } from './validator.js';

/**
 * What is wrong with an input: a field's path (`vital_signs.heart_rate`) to its messages, as the API would answer in
 * `details`; empty when it would be taken.
 *
 * @example
 * ```ts
 * const errors = fieldErrors(AppointmentCreate, { doctor: 2 }); // { slot: ['This field is required.'] }
 * ```
 */
export function fieldErrors(validator: Validator<unknown>, input: unknown): Record<string, string[]> {
  const { error } = validator.safeParse(input);
  // Every validator here is one of zod's schemas.
  return error ? validationDetails(error as z.ZodError) : {};
}
