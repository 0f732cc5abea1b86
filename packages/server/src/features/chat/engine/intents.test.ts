import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendedText, understand } from './intents.js';

interface Utterance {
  readonly text: string;
  readonly intent: string;
}

const unseen: Utterance[] = JSON.parse(
  readFileSync(new URL('../../../../testing/chat-corpus/intents-unseen.json', import.meta.url), 'utf8'),
).filter(({ intent }: Utterance) => intent !== 'emergency');

/** What would take something away, or make something: it is worse to guess these than to ask. */
const writes = ['book_appointment', 'cancel_appointment', 'reschedule_appointment'];

describe('understanding what was never trained on', () => {
  it('is right five times in six', () => {
    const right = unseen.filter(({ text, intent }) => understand(text).intent === intent);
    expect(right.length / unseen.length).toBeGreaterThan(0.83);
  });

  it('is surer of what is right', () => {
    const sure = unseen.filter(({ text }) => understand(text).confidence > 0.5);
    const right = sure.filter(({ text, intent }) => understand(text).intent === intent);
    expect(sure.length / unseen.length).toBeGreaterThan(0.65);
    expect(right.length / sure.length).toBeGreaterThan(0.93);
  });

  it('rarely takes something else for a change', () => {
    const others = unseen.filter(({ intent }) => !writes.includes(intent));
    const wrong = others.filter(({ text }) => writes.includes(understand(text).intent));
    expect(wrong.length / others.length).toBeLessThan(0.05);
  });

  it('asks rather than guesses', () => {
    for (const text of ['qwfp zxcv', '…', '你好吗'])
      expect(understand(text)).toMatchObject({ intent: 'fallback' });
  });
});

describe('mending what is misspelt', () => {
  it.each([
    ['wensday', 'wednesday'],
    ['tomorow', 'tomorrow'],
    ['cardiolgist', 'cardiolog'],
    ['dermatoligist', 'dermatolog'],
    ['about', 'about'],
    ['lee', 'lee'],
  ])('reads %s', (written, meant) => {
    expect(mendedText(written)).toContain(meant);
  });
});
