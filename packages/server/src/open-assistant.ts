import type { AssistantPorts } from './assistant-ports.js';
import type { AssistantConfig } from './config-assistant.js';
import { createEmbeddedAvatars } from './providers/embedded-avatars.js';

/** Sets up the providers of chat, voice and avatar; what is not configured is not loaded. */
export async function openAssistant(config: AssistantConfig): Promise<AssistantPorts> {
  const [model, recogniser, synthesiser] = await Promise.all([
    openModel(config),
    openRecogniser(config),
    openSynthesiser(config),
  ]);
  return {
    model,
    fallback: config.chatFallback,
    recogniser,
    synthesiser,
    avatars: await openAvatars(config, synthesiser),
    emergencyNumber: config.emergencyNumber,
  };
}

async function openModel({ chat }: AssistantConfig): Promise<AssistantPorts['model']> {
  if (!chat) return undefined;
  const { createOpenAiChat } = await import('./providers/openai-chat.js');
  return createOpenAiChat(chat);
}

async function openRecogniser({ recogniser }: AssistantConfig): Promise<AssistantPorts['recogniser']> {
  if (recogniser === 'none') return undefined;
  if (recogniser === 'embedded') {
    const { createPocketsphinx } = await import('./providers/speech/pocketsphinx.js');
    return createPocketsphinx();
  }
  const { createOpenAiRecogniser } = await import('./providers/speech/openai-recogniser.js');
  return createOpenAiRecogniser(recogniser);
}

async function openSynthesiser({ synthesiser }: AssistantConfig): Promise<AssistantPorts['synthesiser']> {
  if (synthesiser === 'none') return undefined;
  if (synthesiser === 'embedded') {
    const { createFlite } = await import('./providers/speech/flite.js');
    return createFlite();
  }
  const { createOpenAiSynthesiser } = await import('./providers/speech/openai-synthesiser.js');
  return createOpenAiSynthesiser(synthesiser);
}

async function openAvatars(
  { avatar }: AssistantConfig,
  synthesiser: AssistantPorts['synthesiser'],
): Promise<AssistantPorts['avatars']> {
  if (!avatar) return createEmbeddedAvatars(synthesiser);
  if (avatar.provider === 'heygen') {
    const { createHeyGenAvatars } = await import('./providers/heygen-avatars.js');
    return createHeyGenAvatars(avatar);
  }
  const { createLiveAvatars } = await import('./providers/live-avatars.js');
  return createLiveAvatars(avatar);
}
