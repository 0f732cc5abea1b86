import { asksForEventStream } from '../../edge/asks-for-event-stream.js';
import type { Routes } from '../../edge/route.js';
import type { EventService } from './events.service.js';

export function eventRoutes(service: EventService): Routes<'events'> {
  return {
    async list({ actor, query, header, actorNow }) {
      if (!asksForEventStream(header('accept'))) return service.list(actor, query);
      return service.follow({ actor, actorNow, lastEventId: header('last-event-id') }, query);
    },
  };
}
