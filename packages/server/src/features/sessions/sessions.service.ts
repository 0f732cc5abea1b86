import { contract, type Session } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import { mapPage, type Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import type { SignInStates } from '../auth/sign-in-states.js';
import { type StoredSession, sessionList } from './sessions.repository.js';

interface SessionPorts extends ServicePorts {
  readonly signInStates: SignInStates;
}

export type SessionService = ReturnType<typeof createSessionService>;

export function createSessionService({ database, pager, clock, signInStates }: SessionPorts) {
  return {
    async list(actor: Actor, query: ListQuery): Promise<Page<Session>> {
      permit(actor, 'account');
      const now = clock().toISOString();
      const page = await database.read('platform', ({ sessions }) =>
        pager(contract.sessions.list, query, sessionList, [], (request) =>
          sessions.list(actor.id, now, request),
        ),
      );
      return mapPage(page, (session) => shown(actor, session));
    },

    async delete(actor: Actor, id: number): Promise<void> {
      permit(actor, 'account');
      await database.transaction('platform', async ({ sessions }) => {
        const session = await sessions.find(id);
        if (session?.user !== actor.id || session.ended_at !== null) throw new ApiError('NOT_FOUND');
        await sessions.end(id, clock().toISOString());
      });
      signInStates.forget();
    },
  };
}

function shown({ credential }: Actor, { user: _user, ended_at: _ended, ...session }: StoredSession): Session {
  return { ...session, is_current: credential.kind === 'session' && credential.session === session.id };
}
