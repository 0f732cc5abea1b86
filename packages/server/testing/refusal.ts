import type { TestResponse } from './test-api.js';

/** What a caller is told of a refusal: its status, its code, and the fields that are at fault. */
export function refusal({ status, body }: TestResponse): [status: number, code: unknown, fields: string[]] {
  return [status, body.error?.code, Object.keys(body.error?.details ?? {})];
}
