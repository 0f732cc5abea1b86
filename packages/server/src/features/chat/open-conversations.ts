import type { Secrets } from '../../ports.js';
import { uuidsFrom } from '../uuids.js';
import { type ConversationPorts, createConversations } from './conversations.js';
import { createVoiceService } from './voice.service.js';

export interface TalkPorts extends Omit<ConversationPorts, 'newUuid'> {
  readonly secrets: Secrets;
}

/** Talking, by text and by voice. A part of the program of its own, which is loaded when somebody talks. */
export function openConversations(ports: TalkPorts) {
  const newUuid = uuidsFrom(ports.secrets);
  // An answer that is only a part of what the request is answered is not to be kept for its idempotency key.
  const database = { ...ports.database, transaction: ports.database.unrecorded };
  const sayWithin = createConversations({ ...ports, database, newUuid });
  return {
    say: createConversations({ ...ports, newUuid }),
    sayWithin,
    voice: createVoiceService({ ...ports, say: sayWithin }),
  };
}
