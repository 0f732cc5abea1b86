import { UserCreate, validationDetails } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import { toSummary } from './users.repository.js';
import type { UserService } from './users.service.js';

/** Makes many users, each for itself: a refused row is reported under its index, and never sinks another. */
export async function createUsers(
  service: UserService,
  actor: Actor,
  rows: readonly unknown[],
  requestId: string,
) {
  permit(actor, 'users.manage');
  const results = [];
  for (const [index, row] of rows.entries()) {
    try {
      results.push({ index, user: toSummary(await service.create(actor, parseRow(row))) });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status >= 500) throw error;
      results.push({ index, ...error.toBody(requestId) });
    }
  }
  const created = results.filter((result) => 'user' in result).length;
  return { created, failed: results.length - created, results };
}

function parseRow(row: unknown): UserCreate {
  // What the edge put in the place of a row that it would not let in.
  if (row instanceof ApiError) throw row;
  const parsed = UserCreate.safeParse(row);
  if (!parsed.success) throw new ApiError('VALIDATION_ERROR', { details: validationDetails(parsed.error) });
  return parsed.data;
}
