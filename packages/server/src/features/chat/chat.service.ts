import { type ChatMessage, type ChatSession, contract } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { found } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import { between, equals } from '../../lists/conditions.js';
import { mapPage, type Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { timeZoneOf } from '../hospitals/hospital-time-zone.js';
import type { Repositories } from '../repositories.js';
import { chatMessageList, chatSessionList, showMessage, showSession } from './chat.repository.js';
import { tenantOf } from './chat-tenant.js';

interface Dates extends ListQuery {
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
}

interface SessionFilters extends Dates {
  readonly channel?: ChatSession['channel'] | undefined;
}

interface MessageFilters extends Dates {
  readonly role?: ChatMessage['role'] | undefined;
  readonly modality?: ChatMessage['modality'] | undefined;
  readonly intent?: ChatMessage['intent'] | undefined;
  readonly safety_level?: ChatMessage['safety_level'] | undefined;
}

export type ChatService = ReturnType<typeof createChatService>;

/** The conversations of a user, and what was said in them. */
export function createChatService({ database, pager }: Pick<ServicePorts, 'database' | 'pager'>) {
  const zone = async (repositories: Repositories, { hospital }: Actor) =>
    hospital === null ? 'UTC' : timeZoneOf(repositories, hospital);

  return {
    sessions(actor: Actor, query: SessionFilters): Promise<Page<ChatSession>> {
      permit(actor, 'conversation');
      return database.transaction(tenantOf(actor), async (transaction) => {
        const where = [
          equals('channel', query.channel),
          ...between('created_at', query, await zone(transaction, actor)),
        ];
        const page = await pager(contract.chat.sessions, query, chatSessionList, where, (request) =>
          transaction.chatSessions.list(actor.id, request),
        );
        return mapPage(page, showSession);
      });
    },

    /** Throws `404 NOT_FOUND` for a session that is not the caller's. */
    messages(actor: Actor, session: string, query: MessageFilters): Promise<Page<ChatMessage>> {
      permit(actor, 'conversation');
      return database.transaction(tenantOf(actor), async (transaction) => {
        const { id } = found(await transaction.chatSessions.find(actor.id, session));
        const where = [
          equals('role', query.role),
          equals('modality', query.modality),
          equals('intent', query.intent),
          equals('safety_level', query.safety_level),
          ...between('created_at', query, await zone(transaction, actor)),
        ];
        const page = await pager(contract.chat.messages, query, chatMessageList, where, (request) =>
          transaction.chatMessages.list(id, request),
        );
        return mapPage(page, showMessage);
      });
    },

    /** Whether a conversation is the caller's. */
    owns: (actor: Actor, session: string): Promise<boolean> =>
      database.unrecorded(
        tenantOf(actor),
        async ({ chatSessions }) => (await chatSessions.find(actor.id, session)) !== undefined,
      ),
  };
}
