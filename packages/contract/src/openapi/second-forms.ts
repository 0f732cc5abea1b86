import * as z from 'zod/v4';
import { ChatVoice } from '../chat.js';
import type { OperationId } from '../operations.js';
import { components } from '../shared/components.js';
import { UserCreate } from '../users.js';
import type { OpenApiContent } from './document.js';

/** What an operation takes and answers beside its JSON, which the contract tells of in words only. */
export interface SecondForms {
  /** The body as `multipart/form-data`. */
  readonly multipart?: z.ZodType;
  /** The body as it is to be documented, where the contract's schema checks less than is meant. */
  readonly body?: z.ZodType;
  /** Further media types of the answer. */
  readonly answer?: OpenApiContent;
}

const serverSentEvents: OpenApiContent = {
  'text/event-stream': { schema: { type: 'string', description: 'Server-sent events.' } },
};

const voiceUpload = z
  .strictObject({
    ...ChatVoice.shape,
    audio: z
      .string()
      .meta({ contentMediaType: 'application/octet-stream' })
      .optional()
      .describe('The recording as a file, at most 10 MB and 60 seconds.'),
  })
  .omit({ audio_format: true })
  .register(components, { id: 'ChatVoiceUpload' });

/** The rows are checked one by one, so that one bad row never sinks another; the contract lets any pass. */
const userBulk = z
  .strictObject({ users: z.array(UserCreate).min(1).max(500).describe('Each as for creating one user.') })
  .register(components, { id: 'UserBulk' });

const forms: Partial<Record<OperationId, SecondForms>> = {
  'users.bulk': { body: userBulk },
  'chat.send': { answer: serverSentEvents },
  'chat.voice': { multipart: voiceUpload },
  'events.list': { answer: serverSentEvents },
  'avatar.speak': { answer: serverSentEvents },
};

export function secondFormsOf(id: OperationId): SecondForms {
  return forms[id] ?? {};
}
