import type { Routes } from '../../edge/route.js';
import type { ChatService } from './chat.service.js';
import type { Conversations } from './conversations.js';
import { replyStream } from './reply-stream.js';
import type { VoiceService } from './voice.service.js';

interface ChatParts {
  readonly chat: ChatService;
  /** Loads what talks: few requests want it, and it is large. */
  readonly talk: () => Promise<{ readonly say: Conversations; readonly voice: VoiceService }>;
  readonly onFault: (error: unknown, requestId: string) => void;
}

export function chatRoutes({ chat, talk, onFault }: ChatParts): Routes<'chat'> {
  return {
    async send({ actor, origin, body }) {
      const said = { ...body, modality: 'text', channel: 'chat' } as const;
      const calling = { actor, origin };
      const { say } = await talk();
      if (!body.stream) return say(calling, said);
      return { serverSentEvents: replyStream((emit) => say(calling, said, emit), origin.requestId, onFault) };
    },
    async voice({ actor, origin, body, upload }) {
      const { voice } = await talk();
      return voice.hear({ actor, origin }, body, upload);
    },
    sessions: ({ actor, query }) => chat.sessions(actor, query),
    messages: ({ actor, params, query }) => chat.messages(actor, params.session_id, query),
  };
}
