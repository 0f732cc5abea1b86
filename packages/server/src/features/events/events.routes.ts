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

/** By naming it: whoever takes anything at all is answered JSON. */
function asksForEventStream(accept = ''): boolean {
  return accept.split(',').some((type) => /^\s*text\/event-stream\s*(?:;|$)/i.test(type));
}
