import type { Audio } from '@medcor/sdk';
import { part } from './dom.js';
import { createFace } from './face.js';
import { playSpeech } from './player.js';

export type Voice = ReturnType<typeof createVoice>;

/** What is heard of the assistant: one thing at a time, and none of it longer than wished. */
export function createVoice(onSilence: () => void) {
  const face = createFace();
  const hushButton = part('hush', HTMLButtonElement);
  let speaking = new AbortController();

  function hush(): void {
    speaking.abort();
    hushButton.hidden = true;
  }

  hushButton.addEventListener('click', hush);
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') hush();
  });

  return {
    hush,
    /** Plays one piece after the other, in place of what is being played. What cannot be heard can still be read. */
    async say(pieces: (signal: AbortSignal) => AsyncIterable<Audio> | Iterable<Audio>): Promise<void> {
      hush();
      const own = new AbortController();
      speaking = own;
      hushButton.hidden = false;
      let isHeard = false;
      try {
        for await (const audio of pieces(own.signal)) {
          isHeard = true;
          await playSpeech(audio, face, own.signal);
        }
      } catch {
        isHeard = false;
      }
      if (!isHeard && !own.signal.aborted) onSilence();
      if (speaking === own) hushButton.hidden = true;
    },
  };
}
