const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/** A WAV of 16 bits and one channel, of samples between -1 and 1. */
export function encodeWav(samples: Float32Array, sampleRate: number): Blob {
  const size = samples.length * BYTES_PER_SAMPLE;
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + size));
  const write = (at: number, tag: string) => {
    for (let index = 0; index < tag.length; index += 1) view.setUint8(at + index, tag.charCodeAt(index));
  };
  write(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + size, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  write(36, 'data');
  view.setUint32(40, size, true);
  samples.forEach((sample, index) => {
    // Louder than the loudest would wrap around, which cracks.
    const bounded = Math.max(-1, Math.min(1, sample)) * 0x7ffe;
    view.setInt16(HEADER_BYTES + index * BYTES_PER_SAMPLE, Math.round(bounded + dither()), true);
  });
  return new Blob([view], { type: 'audio/wav' });
}

/**
 * The faintest of noises, as is usual where samples lose bits. It also keeps what a muted microphone sends from being
 * nothing at all, of which recognisers cannot take the logarithm.
 */
function dither(): number {
  return Math.random() - Math.random();
}
