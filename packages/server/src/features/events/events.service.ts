import { contract, type Event, type EventType } from '@medcor/contract';
import type { Actor } from '../../edge/actor.js';
import { ApiError, invalidField } from '../../edge/api-error.js';
import type { StreamAnswer } from '../../edge/exchange.js';
import { chosenHospital, permit } from '../../edge/permit.js';
import { between, equals } from '../../lists/conditions.js';
import type { Condition } from '../../lists/list-fields.js';
import { mapPage, type Page } from '../../lists/page.js';
import type { ListQuery } from '../../lists/pager.js';
import type { ServicePorts } from '../../ports.js';
import { timeZoneOf } from '../hospitals/hospital-time-zone.js';
import type { Repositories } from '../repositories.js';
import type { EventFeed } from './event-feed.js';
import { eventStream } from './event-stream.js';
import { type EventRepository, eventList, type StoredEvent } from './events.repository.js';

/** How many events a stream sends at once, when it has to catch up. */
const BATCH = 100;

interface EventPorts extends Pick<ServicePorts, 'database' | 'pager'> {
  readonly feed: EventFeed;
}

interface EventFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly date_from?: string | undefined;
  readonly date_to?: string | undefined;
  readonly type?: EventType | undefined;
}

/** Who follows events, and from where. */
interface Follower {
  readonly actor: Actor;
  /** Who that is by now; throws where they have lost access. */
  readonly actorNow: () => Promise<Actor>;
  /** The event to go on after; without one the stream begins now. */
  readonly lastEventId: string | undefined;
}

export type EventService = ReturnType<typeof createEventService>;

export function createEventService({ database, pager, feed }: EventPorts) {
  return {
    list(actor: Actor, query: EventFilters): Promise<Page<Event>> {
      const hospital = hospitalOf(actor, query);
      return database.read(hospital, async (repositories) => {
        const where = await conditions(repositories, hospital, query);
        const { events } = repositories;
        return mapPage(await pager(contract.events.list, query, eventList, where, events.list), shown);
      });
    },

    /** Events as they happen, for as long as the caller may see them. Throws `400` for an unknown last event. */
    async follow({ actor, actorNow, lastEventId }: Follower, query: EventFilters): Promise<StreamAnswer> {
      assertNoPaging(query);
      const hospital = hospitalOf(actor, query);
      const { where, position } = await database.read(hospital, async (repositories) => ({
        where: await conditions(repositories, hospital, query),
        position: await beginning(repositories.events, lastEventId),
      }));
      return {
        serverSentEvents: eventStream({
          position,
          read: (after) => database.read(hospital, ({ events }) => events.following(after, where, BATCH)),
          listen: (wake) => feed.listen(hospital, wake),
          async mayGoOn() {
            if (feed.isStopping()) return false;
            return isAllowed(async () => hospitalOf(await actorNow(), query) === hospital);
          },
        }),
      };
    },
  };
}

function hospitalOf(actor: Actor, { hospital }: EventFilters): number {
  return chosenHospital(permit(actor, 'webhooks'), hospital);
}

async function conditions(
  repositories: Repositories,
  hospital: number,
  query: EventFilters,
): Promise<Condition[]> {
  const timezone = await timeZoneOf(repositories, hospital);
  return [equals('type', query.type), ...between('created_at', query, timezone)].filter(
    (condition) => condition !== undefined,
  );
}

async function beginning(events: EventRepository, lastEventId: string | undefined): Promise<string> {
  if (!lastEventId) return events.end();
  const position = await events.positionOf(lastEventId);
  if (position === undefined) throw invalidField('Last-Event-ID', 'There is no event with this id.');
  return position;
}

function assertNoPaging(query: ListQuery): void {
  for (const field of ['page', 'page_size', 'cursor', 'ordering'] as const) {
    if (query[field] !== undefined) throw invalidField(field, 'A stream has no pages, and one order only.');
  }
}

/** A refusal is a no; what else goes wrong does not say anything about the caller. */
async function isAllowed(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) return false;
    throw error;
  }
}

function shown({ position: _position, ...event }: StoredEvent): Event {
  return event;
}
