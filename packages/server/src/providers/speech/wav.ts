/** A recording that is not a WAV of plain samples, or not a whole one. */
export class UnreadableWav extends Error {
  override readonly name = 'UnreadableWav';
}

const encodings = ['u8', 's16', 's24', 's32', 'f32'] as const;
export type SampleEncoding = (typeof encodings)[number];

export interface Wav {
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  readonly encoding: SampleEncoding;
  /** Whole frames, as they stand in the file. */
  readonly samples: Uint8Array;
  readonly durationMs: number;
}

/** Codes of what samples are. The last one says that the first two bytes of an identifier say. */
const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

const HEADER_BYTES = 44;

/** Reads a WAV of 8 to 32 bits, one or two channels and 8 to 96 kHz. Throws {@link UnreadableWav}. */
export function readWav(file: Uint8Array): Wav {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    throw new UnreadableWav('Not a WAV file.');
  }
  let format: Omit<Wav, 'samples' | 'durationMs'> | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = tag(view, at);
    const size = view.getUint32(at + 4, true);
    const begin = at + 8;
    if (name === 'fmt ') {
      if (size < 16 || begin + size > file.length) throw new UnreadableWav('The header is cut off.');
      format = readFormat(view, begin, size);
    } else if (name === 'data') {
      if (!format) throw new UnreadableWav('The samples come before what says how to read them.');
      return withSamples(format, file.subarray(begin, endOfSamples(view, begin, size)));
    }
    // A part of odd length is followed by a byte that fills up.
    at = begin + size + (size % 2);
  }
  throw new UnreadableWav('There are no samples.');
}

/** Makes a WAV of 16 bits and one channel. */
export function writeWav(samples: Int16Array, sampleRate: number): Uint8Array {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + bytes));
  writeTag(view, 0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + bytes, true);
  writeTag(view, 8, 'WAVE');
  writeTag(view, 12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  writeTag(view, 36, 'data');
  view.setUint32(40, bytes, true);
  for (const [index, sample] of samples.entries()) view.setInt16(HEADER_BYTES + index * 2, sample, true);
  return new Uint8Array(view.buffer);
}

export function bytesPerSample(encoding: SampleEncoding): number {
  return Number(encoding.slice(1)) / 8 || 1;
}

function readFormat(view: DataView, at: number, size: number): Omit<Wav, 'samples' | 'durationMs'> {
  const code = view.getUint16(at, true);
  const channels = view.getUint16(at + 2, true);
  const sampleRate = view.getUint32(at + 4, true);
  const bits = view.getUint16(at + 14, true);
  const kind = code === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : code;
  const name = kind === FLOAT ? `f${bits}` : `${bits === 8 ? 'u' : 's'}${bits}`;
  const encoding = encodings.find((known) => known === name);
  if ((kind !== PCM && kind !== FLOAT) || encoding === undefined) {
    throw new UnreadableWav('The samples must be plain ones of 8, 16, 24 or 32 bits.');
  }
  if (channels !== 1 && channels !== 2) throw new UnreadableWav('There must be one channel, or two.');
  if (sampleRate < 8000 || sampleRate > 96_000) {
    throw new UnreadableWav('There must be 8,000 to 96,000 samples per second.');
  }
  return { sampleRate, channels, encoding };
}

/**
 * Who writes a WAV while it is being recorded cannot know its length: the header then has 0 or the largest number, and
 * the samples go on to the end of the file, as they do in one that was cut off.
 */
function endOfSamples(view: DataView, begin: number, size: number): number {
  const whole = view.getUint32(4, true);
  const isUnknown = size === 0 && (whole === 0 || whole === 0xffff_ffff);
  return isUnknown ? view.byteLength : Math.min(begin + size, view.byteLength);
}

function withSamples(format: Omit<Wav, 'samples' | 'durationMs'>, bytes: Uint8Array): Wav {
  const frame = bytesPerSample(format.encoding) * format.channels;
  const frames = Math.floor(bytes.length / frame);
  return {
    ...format,
    samples: bytes.subarray(0, frames * frame),
    durationMs: Math.round((frames / format.sampleRate) * 1000),
  };
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

function writeTag(view: DataView, at: number, name: string): void {
  for (let index = 0; index < name.length; index += 1) view.setUint8(at + index, name.charCodeAt(index));
}
