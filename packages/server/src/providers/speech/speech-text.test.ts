import { describe, expect, it } from 'vitest';
import { speakableSentences } from './speech-text.js';

describe('what is spoken of a text', () => {
  it.each([
    ['Hello. How are you? Fine!', ['Hello.', 'How are you?', 'Fine!']],
    ['See Dr. Smith at 9:30 a.m. on Monday. Bye.', ['See Dr. Smith at 9:30 a.m. on Monday.', 'Bye.']],
    ['Slots:\n- 9:30\n- 10:00', ['Slots:', '- 9:30', '- 10:00']],
    ['José’s café costs 5 €', ["Jose's cafe costs 5  euros"]],
    ['Done ✅ — thanks 👍', ['Done   ,  thanks']],
    ['a\0b\u0007c', ['a b c']],
    ['Dr.', ['Dr.']],
    ['½ tablet, 37°', ['1/2 tablet, 37 degrees']],
    ['See 内科 on Monday', ['See   on Monday']],
  ])('of "%s" are plain sentences', (text, sentences) => {
    expect(speakableSentences(text)).toEqual(sentences);
  });

  it.each(['', '   ', '👍🎉', '?!…', '予約を確認しました', 'Запись на приём', '予約 A 1 を確認しました'])(
    'is nothing of "%s"',
    (text) => {
      expect(speakableSentences(text)).toEqual([]);
    },
  );

  it('cuts words that nobody would listen to', () => {
    expect(speakableSentences(`${'x'.repeat(500)} is long`)).toEqual([`${'x'.repeat(40)} is long`]);
  });

  it('takes a breath in long sentences, and leaves no word out', () => {
    const text = `${'one two three, '.repeat(40)}${'four '.repeat(200)}`;
    const sentences = speakableSentences(text);
    expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(240);
    expect(sentences.join(' ').split(/\s+/)).toEqual(text.trim().split(/\s+/));
  });
});
