import { asksForEventStream } from '../../edge/asks-for-event-stream.js';
import type { Routes } from '../../edge/route.js';
import type { AvatarService } from './avatar.service.js';
import { speechStream } from './speech-stream.js';

export function avatarRoutes(service: AvatarService): Routes<'avatar'> {
  return {
    create: ({ actor, body }) => service.create(actor, body),
    start: ({ actor, body }) => service.start(actor, body),
    async speak({ actor, origin, body, header }) {
      if (!asksForEventStream(header('accept'))) return service.speak({ actor, origin }, body);
      const events = await service.speakStreamed({ actor, origin }, body);
      return { serverSentEvents: speechStream(events, origin.requestId) };
    },
    stop: ({ actor, body }) => service.stop(actor, body),
  };
}
