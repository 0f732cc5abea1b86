import type { Audio } from '@medcor/sdk';
import type { Face } from './face.js';

/** Plays speech, and has the face speak along. It ends with the speech, or when the signal says so. */
export async function playSpeech({ data, content_type, visemes }: Audio, face: Face, signal: AbortSignal) {
  if (signal.aborted) return;
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: content_type }));
  const audio = new globalThis.Audio(address);
  try {
    const ended = new Promise<void>((resolve, reject) => {
      audio.addEventListener('ended', () => resolve());
      audio.addEventListener('error', () => reject(audio.error));
      signal.addEventListener('abort', () => resolve());
    });
    // Rejects where the browser does not let the page make a sound.
    await audio.play();
    face.follow(audio, visemes);
    await ended;
  } finally {
    audio.pause();
    face.rest();
    URL.revokeObjectURL(address);
  }
}
