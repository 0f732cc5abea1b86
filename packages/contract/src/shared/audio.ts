import * as z from 'zod/v4';
import { components } from './components.js';

/** A mouth shape of the 15-viseme set, and when it is shown. */
export const Viseme = z
  .strictObject({
    v: z.enum(['sil', 'PP', 'FF', 'TH', 'DD', 'kk', 'CH', 'SS', 'nn', 'RR', 'aa', 'E', 'I', 'O', 'U']),
    t: z.int().describe('Start, in milliseconds.'),
    d: z.int().describe('Duration, in milliseconds.'),
  })
  .register(components, { id: 'Viseme' });
export type Viseme = z.output<typeof Viseme>;

/** Spoken text, with the mouth shapes that go with it. */
export const Audio = z
  .strictObject({
    content_type: z.literal('audio/wav'),
    data: z.string().describe('Base64.'),
    sample_rate: z.int(),
    duration_ms: z.int(),
    visemes: z.array(Viseme),
  })
  .register(components, { id: 'Audio' });
export type Audio = z.output<typeof Audio>;

/** A few samples of silence, as a WAV file. */
export const audioExample: Audio = {
  content_type: 'audio/wav',
  data: 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAgD4AAAB9AAACABAAZGF0YQIAAAAAAA==',
  sample_rate: 16_000,
  duration_ms: 0,
  visemes: [{ v: 'sil', t: 0, d: 0 }],
};
