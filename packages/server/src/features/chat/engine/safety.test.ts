import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from './safety.js';

interface Utterance {
  readonly text: string;
  readonly level?: 'emergency' | 'caution';
  readonly category?: string;
}

function corpus(name: string): Utterance[] {
  return JSON.parse(
    readFileSync(new URL(`../../../../testing/chat-corpus/${name}.json`, import.meta.url), 'utf8'),
  );
}

const texts = (utterances: readonly Utterance[]) => utterances.map(({ text }) => text);
const levelOf = ({ text }: Utterance) => judge(text).level;

describe('the regression list of emergencies', () => {
  const emergencies = corpus('emergencies');

  it('is recognised, every one', () => {
    const acute = emergencies.filter(({ level }) => level === 'emergency');
    expect(acute.length).toBeGreaterThanOrEqual(300);
    expect(texts(acute.filter((each) => levelOf(each) !== 'emergency'))).toEqual([]);
  });

  it('has worrying signs, which are all noticed', () => {
    const signs = emergencies.filter(({ level }) => level === 'caution');
    expect(texts(signs.filter((each) => levelOf(each) === 'none'))).toEqual([]);
  });

  it('answers despair as such', () => {
    const despair = emergencies.filter(
      ({ level, category }) => level === 'emergency' && category === 'self_harm',
    );
    const other = despair.filter(({ text }) => judge(text).category !== 'self_harm');
    expect(texts(other).length / despair.length).toBeLessThan(0.1);
  });

  it('has traps, of which next to none is taken for an emergency', () => {
    const traps = corpus('emergency-traps');
    expect(traps.length).toBeGreaterThanOrEqual(150);
    expect(traps.filter((each) => levelOf(each) === 'emergency').length).toBeLessThanOrEqual(4);
  });
});

/** Never trained or tuned on: descriptions by people who have no name for what they see. */
describe('emergencies that were never seen before', () => {
  const unseen = corpus('emergencies-unseen');
  const traps = corpus('emergency-traps-unseen');

  it('are noticed nine times in ten, and mostly answered as emergencies', () => {
    const noticed = unseen.filter((each) => levelOf(each) !== 'none').length;
    const answered = unseen.filter((each) => levelOf(each) === 'emergency').length;
    expect(noticed / unseen.length).toBeGreaterThan(0.9);
    expect(answered / unseen.length).toBeGreaterThan(0.84);
  });

  it('are rarely seen where there is none: seldom in everyday requests, more often in what only sounds like one', () => {
    const alarms = (from: number, to?: number) =>
      traps.slice(from, to).filter((each) => levelOf(each) === 'emergency').length;
    // The first hundred are everyday requests; the rest was written to be mistaken.
    expect(alarms(0, 100)).toBeLessThanOrEqual(5);
    expect(alarms(100) / (traps.length - 100)).toBeLessThan(0.25);
  });
});

describe('judging a message', () => {
  it('takes no longer for a long one than anybody would notice, whatever is in it', () => {
    const hostile = 'chest head blood baby face heart fell took '.repeat(93).slice(0, 4000);
    expect(judge(hostile).level).not.toBeUndefined();
    expect(judge('a'.repeat(4000)).level).toBe('none');
  });

  it.each(['', '🚑🚑🚑', '?!', '你好'])('bears %j', (text) => {
    expect(['none', 'caution']).toContain(judge(text).level);
  });

  it('sees the sign in the middle of something else', () => {
    const message = `I wanted to ask about parking. ${'By the way, '.repeat(50)}my husband is not breathing. Also, the bill.`;
    expect(judge(message)).toMatchObject({ level: 'emergency', category: 'breathing' });
  });
});
