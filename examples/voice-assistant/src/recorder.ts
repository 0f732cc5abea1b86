import { encodeWav } from './wav.js';

/** What the server's recogniser understands best. */
const SAMPLE_RATE = 16_000;
/** The server takes no more. */
export const LONGEST_MS = 60_000;
/** Nobody says a word in less: the button was touched by mistake. */
const SHORTEST_S = 0.3;

/** Nothing could be recorded; the message says why, to whoever wanted to speak. */
export class CannotRecord extends Error {
  override readonly name = 'CannotRecord';
}

export interface Recording {
  /** Ends it. Throws {@link CannotRecord} where there is too little of it. */
  stop(): Promise<Blob>;
  /** Ends it for nothing. */
  discard(): void;
}

/** Listens to the microphone. Throws {@link CannotRecord}. */
export async function startRecording(): Promise<Recording> {
  const stream = await openMicrophone();
  const context = new AudioContext();
  const pieces: Float32Array[] = [];
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule('recorder-worklet.js');
    const recorder = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0, channelCount: 1 });
    recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => pieces.push(data);
    context.createMediaStreamSource(stream).connect(recorder);
    await context.resume();
  } catch (cause) {
    release();
    throw new CannotRecord('This browser cannot record. Please type your message.', { cause });
  }
  return {
    discard: release,
    async stop() {
      const { sampleRate } = context;
      release();
      const samples = joined(pieces).subarray(0, (LONGEST_MS / 1000) * sampleRate);
      if (samples.length < SHORTEST_S * sampleRate) {
        throw new CannotRecord('That was too short. Press the microphone, speak, and press it again.');
      }
      return encodeWav(await resampled(samples, sampleRate), SAMPLE_RATE);
    },
  };
}

async function openMicrophone(): Promise<MediaStream> {
  // Browsers hide it from pages that came over plain HTTP from another machine.
  const { mediaDevices }: { mediaDevices?: MediaDevices } = navigator;
  if (!mediaDevices)
    throw new CannotRecord('The microphone needs a page over https. Please type your message.');
  try {
    return await mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch (cause) {
    throw new CannotRecord(`${whyNot(cause)} You can go on by typing.`, { cause });
  }
}

function whyNot(cause: unknown): string {
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
      return 'The microphone was refused. Allow it in the settings of your browser for this page.';
    case 'NotFoundError':
      return 'No microphone was found.';
    default:
      return 'The microphone cannot be used; maybe another program has it.';
  }
}

function joined(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** By the browser's own resampler, which filters out what the lower rate cannot hold. */
async function resampled(samples: Float32Array<ArrayBuffer>, rate: number): Promise<Float32Array> {
  const length = Math.floor((samples.length / rate) * SAMPLE_RATE);
  const context = new OfflineAudioContext(1, length, SAMPLE_RATE);
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}
