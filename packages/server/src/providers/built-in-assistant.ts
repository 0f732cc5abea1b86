import type { AssistantPorts } from '../assistant-ports.js';
import { createEmbeddedAvatars } from './embedded-avatars.js';

/** An assistant of what is built in, and runs in a browser: it understands what is written, and hears and speaks nothing. */
export const builtInAssistant: AssistantPorts = {
  model: undefined,
  fallback: 'embedded',
  recogniser: undefined,
  synthesiser: undefined,
  avatars: createEmbeddedAvatars(undefined),
  emergencyNumber: undefined,
};
