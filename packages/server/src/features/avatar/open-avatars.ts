import type { AssistantPorts } from '../../assistant-ports.js';
import type { Secrets } from '../../ports.js';
import { createEmbeddedAvatars } from '../../providers/embedded-avatars.js';
import { uuidsFrom } from '../uuids.js';
import { type AvatarPorts, createAvatarService } from './avatar.service.js';
import { speechStream } from './speech-stream.js';

interface OpenPorts extends Omit<AvatarPorts, 'avatars' | 'embedded' | 'newUuid'> {
  readonly assistant: AssistantPorts;
  readonly secrets: Secrets;
}

/** Avatars, a part of the program of its own, which is loaded when somebody wants one. */
export function openAvatars({ assistant, secrets, ...ports }: OpenPorts) {
  const { avatars, synthesiser } = assistant;
  const embedded = createEmbeddedAvatars(synthesiser?.isRemote ? undefined : synthesiser);
  return {
    service: createAvatarService({ ...ports, avatars, embedded, newUuid: uuidsFrom(secrets) }),
    speechStream,
  };
}
