import { asksForEventStream } from '../../edge/asks-for-event-stream.js';
import type { Routes } from '../../edge/route.js';
import type { openAvatars } from './open-avatars.js';

/** `open` loads what avatars are made of: few requests want it. */
export function avatarRoutes(open: () => Promise<ReturnType<typeof openAvatars>>): Routes<'avatar'> {
  return {
    create: async ({ actor, body }) => (await open()).service.create(actor, body),
    start: async ({ actor, body }) => (await open()).service.start(actor, body),
    async speak({ actor, origin, body, header }) {
      const { service, speechStream } = await open();
      if (!asksForEventStream(header('accept'))) return service.speak({ actor, origin }, body);
      const events = await service.speakStreamed({ actor, origin }, body);
      return { serverSentEvents: speechStream(events, origin.requestId) };
    },
    stop: async ({ actor, body }) => (await open()).service.stop(actor, body),
  };
}
