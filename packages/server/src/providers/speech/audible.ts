import { toInt16 } from './pcm.js';

/** A voice from across the room is louder than this somewhere; a microphone's own noise is not. */
const QUIETEST = 0.003;

/** Loudness is measured over so many samples: a click is not a voice. */
const WINDOW = 480;

/** What the loudest sample is brought to, and by how much at most. */
const LOUDEST = 0.5;
const MOST_GAIN = 40;

/** What a room adds: between words, some recordings have digital silence, which is more than the engine can stand. */
const NOISE = 0.0005;

/** What is not louder than this part of the loudest is left away before and after. */
const BACKGROUND = 0.03;

/** What is left of it, in windows: the engine learns from it what silence is here. */
const MARGIN = 8;

/** The sound as loud as a recogniser wants it, without the silence around it; nothing where there is no sound. */
export function audible(samples: Float32Array): Int16Array | undefined {
  const windows = loudnessOf(samples);
  const loudest = windows.reduce((most, loudness) => Math.max(most, loudness), 0);
  if (loudest < QUIETEST) return undefined;
  const isLoud = (loudness: number) => loudness > loudest * BACKGROUND;
  const begin = Math.max(0, windows.findIndex(isLoud) - MARGIN) * WINDOW;
  const sound = samples.subarray(begin, (windows.findLastIndex(isLoud) + 1 + MARGIN) * WINDOW);
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const gain = Math.min(MOST_GAIN, LOUDEST / peak);
  const noise = noiseGenerator();
  return toInt16(sound.map((sample) => sample * gain + noise() * NOISE));
}

/** Numbers from -1 to 1 without a pattern, the same for each recording, so that the same is heard in the same. */
function noiseGenerator(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 0x8000_0000;
  };
}

/** The root mean square of each window. */
function loudnessOf(samples: Float32Array): number[] {
  return Array.from({ length: Math.ceil(samples.length / WINDOW) }, (_, index) => {
    const window = samples.subarray(index * WINDOW, (index + 1) * WINDOW);
    return Math.sqrt(window.reduce((sum, sample) => sum + sample * sample, 0) / WINDOW);
  });
}
