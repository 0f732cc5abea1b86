import { describe, expect, it } from 'vitest';
import { resample, toInt16, toMono } from './pcm.js';
import { readWav, UnreadableWav, writeWav } from './wav.js';

interface Header {
  readonly code: number;
  readonly bits: number;
  readonly channels?: number;
  readonly sampleRate?: number;
  readonly size?: number;
  readonly wholeSize?: number;
  readonly extended?: boolean;
}

/** A WAV as other programs write it, with a part that nobody needs before the samples. */
function wavFile(header: Header, samples: Uint8Array): Buffer {
  const { code, bits, channels = 1, sampleRate = 16_000, extended = false } = header;
  const format = Buffer.alloc(extended ? 40 : 16);
  format.writeUInt16LE(extended ? 0xfffe : code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE((sampleRate * channels * bits) / 8, 8);
  format.writeUInt16LE((channels * bits) / 8, 12);
  format.writeUInt16LE(bits, 14);
  if (extended) format.writeUInt16LE(code, 24);
  const parts = Buffer.concat([
    Buffer.from('WAVE'),
    part('fmt ', format),
    part('LIST', Buffer.from('odd')),
    part('data', samples, header.size),
  ]);
  return part('RIFF', parts, header.wholeSize);
}

function part(name: string, content: Uint8Array, size = content.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

function tone(frequency: number, sampleRate: number, seconds = 0.5): Float32Array {
  return Float32Array.from(
    { length: sampleRate * seconds },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * frequency * index) / sampleRate),
  );
}

describe('WAV files', () => {
  it('are read as they were written', () => {
    const samples = Int16Array.of(0, 1, -1, 32_767, -32_768);
    const wav = readWav(writeWav(samples, 22_050));
    expect(wav).toMatchObject({ sampleRate: 22_050, channels: 1, encoding: 's16' });
    expect(toInt16(toMono(wav))).toEqual(samples);
  });

  it.each([
    ['8 bits', { code: 1, bits: 8 }, Buffer.of(0, 128, 192)],
    ['16 bits', { code: 1, bits: 16 }, Buffer.of(0, 0x80, 0, 0, 0, 0x40)],
    ['24 bits', { code: 1, bits: 24 }, Buffer.of(0, 0, 0x80, 0, 0, 0, 0, 0, 0x40)],
    ['32 bits', { code: 1, bits: 32 }, Buffer.of(0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40)],
    ['floats', { code: 3, bits: 32 }, Buffer.from(Float32Array.of(-1, 0, 0.5).buffer)],
    ['an extended header', { code: 1, bits: 8, extended: true }, Buffer.of(0, 128, 192)],
    ['two channels', { code: 1, bits: 8, channels: 2 }, Buffer.of(0, 0, 64, 192, 255, 129)],
  ])('of %s have the same samples', (_, header, samples) => {
    const wav = readWav(wavFile(header, samples));
    const mono = [...toMono(wav)].map((sample) => Math.round(sample * 100) / 100);
    expect(mono).toEqual([-1, 0, 0.5]);
  });

  it('say how long they are', () => {
    expect(readWav(writeWav(new Int16Array(8000), 16_000)).durationMs).toBe(500);
  });

  it.each([
    ['as large as can be', 0xffff_ffff, 0xffff_ffff],
    ['nothing', 0, 0],
    ['more than there is', 1000, undefined],
  ])('that are streamed, with a size of %s, go on to their end', (_, size, wholeSize) => {
    const samples = Buffer.alloc(40, 1);
    const header = { code: 1, bits: 16, size, ...(wholeSize !== undefined && { wholeSize }) };
    expect(readWav(wavFile(header, samples)).samples).toHaveLength(40);
  });

  it('leave out half a sample at the end', () => {
    const file = writeWav(Int16Array.of(1, 2, 3), 16_000);
    expect(toInt16(toMono(readWav(file.subarray(0, -1))))).toEqual(Int16Array.of(1, 2));
  });

  const whole = wavFile({ code: 1, bits: 16 }, Buffer.alloc(8));
  it.each([
    ['empty', Buffer.alloc(0)],
    ['of another format', Buffer.from('OggS'.padEnd(100, '\0'))],
    ['cut off in the first header', whole.subarray(0, 11)],
    ['cut off in the format', whole.subarray(0, 30)],
    ['cut off before the samples', whole.subarray(0, 36)],
    ['without a format', Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), part('data', Buffer.alloc(8))])],
    ['of a compressed kind', wavFile({ code: 7, bits: 8 }, Buffer.alloc(8))],
    ['of 12 bits', wavFile({ code: 1, bits: 12 }, Buffer.alloc(8))],
    ['of 64 bit floats', wavFile({ code: 3, bits: 64 }, Buffer.alloc(8))],
    ['of six channels', wavFile({ code: 1, bits: 16, channels: 6 }, Buffer.alloc(24))],
    ['of no channel', wavFile({ code: 1, bits: 16, channels: 0 }, Buffer.alloc(24))],
    ['too slow', wavFile({ code: 1, bits: 16, sampleRate: 4000 }, Buffer.alloc(8))],
    ['too fast', wavFile({ code: 1, bits: 16, sampleRate: 192_000 }, Buffer.alloc(8))],
    [
      'with a part that is larger than all there is',
      Buffer.concat([whole.subarray(0, 16), Buffer.alloc(30, 255)]),
    ],
  ])('that are %s are refused', (_, file) => {
    expect(() => readWav(file)).toThrow(UnreadableWav);
  });

  it('are refused or read, wherever they are cut off or broken', () => {
    for (let at = 0; at < whole.length; at += 1) {
      for (const value of [0, 1, 127, 128, 255]) {
        const broken = Buffer.from(whole);
        broken[at] = value;
        for (const file of [broken, broken.subarray(0, at)]) {
          try {
            expect(toMono(readWav(file)).length).toBeLessThanOrEqual(file.length);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableWav);
          }
        }
      }
    }
  });
});

describe('another rate', () => {
  it.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000])('keeps a tone that was sampled at %i', (rate) => {
    const expected = tone(440, 16_000);
    const made = resample(tone(440, rate), rate, 16_000);
    expect(Math.abs(made.length - expected.length)).toBeLessThanOrEqual(1);
    const middle = made.subarray(1000, 7000);
    const worst = middle.reduce((most, sample, index) => {
      return Math.max(most, Math.abs(sample - (expected[1000 + index] ?? 0)));
    }, 0);
    expect(worst).toBeLessThan(0.01);
  });

  it('takes out what it cannot hold', () => {
    const made = resample(tone(12_000, 48_000), 48_000, 16_000).subarray(1000, 7000);
    expect(made.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(0.005);
  });
});
