import { bytesPerSample, type SampleEncoding, type Wav } from './wav.js';

/** How many of the filter's zero crossings are kept on each side: enough that nothing audible folds back. */
const CROSSINGS = 16;

/** What of the new rate's band is let through; the rest is where the filter falls off. */
const PASSED = 0.94;

/** The samples as one channel, from -1 to 1. */
export function toMono({
  samples,
  channels,
  encoding,
}: Pick<Wav, 'samples' | 'channels' | 'encoding'>): Float32Array {
  const size = bytesPerSample(encoding);
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  const read = readers[encoding];
  const mono = new Float32Array(Math.floor(samples.length / size / channels));
  for (let frame = 0; frame < mono.length; frame += 1) {
    const at = frame * size * channels;
    const sample = channels === 1 ? read(view, at) : (read(view, at) + read(view, at + size)) / 2;
    mono[frame] = sample;
  }
  return mono;
}

const readers: Record<SampleEncoding, (view: DataView, at: number) => number> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 128,
  s16: (view, at) => view.getInt16(at, true) / 32_768,
  s24: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608,
  s32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  f32: (view, at) => {
    const sample = view.getFloat32(at, true);
    return Number.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
  },
};

/** The same sound at another rate, by a windowed sinc filter: what the new rate cannot hold is taken out before. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const length = Math.floor((samples.length * to) / from);
  const cutoff = PASSED * Math.min(1, to / from);
  const reach = Math.ceil(CROSSINGS / cutoff);
  const result = new Float32Array(length);
  // Between two samples there are as many places to be asked for as the rates have no common measure.
  const step = commonDivisor(from, to);
  const filters = Array.from({ length: to / step }, (_, phase) => sinc((phase * step) / to, cutoff, reach));
  for (let index = 0; index < length; index += 1) {
    const before = Math.floor((index * from) / to);
    const filter = filters[((index * from) % to) / step];
    if (!filter) continue;
    let sum = 0;
    const first = Math.max(0, reach - 1 - before);
    const last = Math.min(filter.length, samples.length + reach - 1 - before);
    for (let tap = first; tap < last; tap += 1) {
      sum += (filter[tap] ?? 0) * (samples[before + tap - reach + 1] ?? 0);
    }
    result[index] = sum;
  }
  return result;
}

export function toInt16(samples: Float32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(samples, (sample) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))),
  );
}

/** The filter for a place that lies `offset` after a sample, beginning `reach` - 1 samples before that one. */
function sinc(offset: number, cutoff: number, reach: number): Float32Array {
  const taps = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - reach + 1 - offset;
    const angle = Math.PI * distance * cutoff;
    const window = Math.abs(distance) >= reach ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
    return (angle === 0 ? 1 : Math.sin(angle) / angle) * window;
  });
  const sum = taps.reduce((all, tap) => all + tap, 0);
  return taps.map((tap) => tap / sum);
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
