import * as z from 'zod/v4';
import { components } from './shared/components.js';
import { endpoint } from './shared/endpoint.js';
import { Id, NoContent, TimestampOut } from './shared/fields.js';
import { pagedList } from './shared/lists.js';

/** A sign-in of yours that has not ended. */
export const Session = z
  .strictObject({
    id: z.int(),
    created_at: TimestampOut,
    last_used_at: TimestampOut.describe('When its tokens were last refreshed.'),
    expires_at: TimestampOut,
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    is_current: z.boolean(),
  })
  .register(components, { id: 'Session' });
export type Session = z.output<typeof Session>;

const sessionExample: Session = {
  id: 1,
  created_at: '2025-01-20T09:00:00.000Z',
  last_used_at: '2025-01-20T09:00:00.000Z',
  expires_at: '2025-02-19T09:00:00.000Z',
  ip: '127.0.0.1',
  user_agent: 'python-requests/2.32',
  is_current: true,
};

export const sessions = {
  list: endpoint({
    ...pagedList({
      item: Session,
      name: 'Session',
      filters: {},
      ordering: ['created_at', 'last_used_at'],
      defaultOrdering: '-created_at',
    }),
    path: '/api/auth/sessions/',
    summary: 'List your sessions',
    description: 'Where you are signed in.',
    permission: 'account',
    apiKeys: false,
    examples: { response: { count: 1, next: null, previous: null, results: [sessionExample] } },
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/api/auth/sessions/:id/',
    pathParams: z.strictObject({ id: Id }),
    summary: 'End a session',
    description: 'Signs that session out; its access tokens stop at once.',
    permission: 'account',
    apiKeys: false,
    success: { 204: NoContent },
  }),
};
