import { describe, expect, it } from 'vitest';
import { domainStatistics, spokenWords, withHints } from './domain-model.js';
import { arpaModel } from './language-model.js';
import { filled, phraseStatistics } from './phrase-grammar.js';
import { spokenUtterance } from './spoken-utterance.js';

/** The numbers behind the words of a part of an ARPA file. */
function gramsOf(arpa: string, order: number): Map<string, number[]> {
  const [, part = ''] = arpa.split(`\\${order}-grams:\n`);
  const lines = part.split('\n\n')[0]?.split('\n') ?? [];
  return new Map(
    lines.map((line) => {
      const [probability, ...rest] = line.split(' ');
      return [
        rest.slice(0, order).join(' '),
        [probability, ...rest.slice(order)].map((log) => 10 ** Number(log)),
      ];
    }),
  );
}

describe('the statistics of phrases', () => {
  it('are those of all that can be said', () => {
    const slots = new Map([['day', phraseStatistics('today|(next|this) week')]]);
    const { first, last, empty, words, pairs } = filled(phraseStatistics('come [back] {day}'), slots);
    expect(Object.fromEntries(first)).toEqual({ come: 1 });
    expect(Object.fromEntries(last)).toEqual({ today: 0.5, week: 0.5 });
    expect(empty).toBe(0);
    expect(words.get('back')).toBe(0.5);
    expect(Object.fromEntries(pairs.get('come') ?? [])).toEqual({
      back: 0.5,
      today: 0.25,
      next: 0.125,
      this: 0.125,
    });
    expect(Object.fromEntries(pairs.get('this') ?? [])).toEqual({ week: 0.25 });
  });

  it.each(['a (b', 'a b)', 'a [b'])('are not made of "%s"', (phrase) => {
    expect(() => phraseStatistics(phrase)).toThrow(phrase);
  });

  it('are not made of what nothing fills', () => {
    expect(() => filled(phraseStatistics('see {nobody}'), new Map())).toThrow('Nothing fills {nobody}.');
  });
});

describe('the language model', () => {
  const hints = ['Dr. Zoë Okonkwo-Lee', 'Cardiology', 'Sleep medicine'];
  const domain = domainStatistics(["I can't come at 3:30pm, dr van der Berg said the 9th"]);
  const arpa = arpaModel(withHints(domain, hints), (word) => word !== 'ambulance');
  const singles = gramsOf(arpa, 1);
  const doubles = gramsOf(arpa, 2);

  it('says how many of each there are', () => {
    expect(arpa).toContain(`ngram 1=${singles.size}\nngram 2=${doubles.size}\n`);
  });

  it('shares out all that can follow a word', () => {
    for (const word of ['<s>', 'appointment', 'doctor', 'the', 'zoe', 'twenty']) {
      const [, rest = 0] = singles.get(word) ?? [];
      let all = 0;
      for (const [next, [probability = 0]] of singles) {
        if (next !== '<s>') all += doubles.get(`${word} ${next}`)?.[0] ?? rest * probability;
      }
      expect([word, all.toFixed(2)]).toEqual([word, '1.00']);
    }
  });

  it('knows the names that it is given, and leaves out what nobody can pronounce', () => {
    expect(doubles.has('doctor zoe')).toBe(true);
    expect(doubles.has('okonkwo lee')).toBe(true);
    expect(doubles.has('sleep medicine')).toBe(true);
    expect(arpa).not.toContain('ambulance');
  });

  it('takes hints of any kind', () => {
    expect(spokenWords("Dr. José O'Neill, 3rd")).toEqual(['dr', 'jose', "o'neill", 'rd']);
    for (const hint of ['', '123', 'Dr.', '(|[{', '日本', 'a'.repeat(10_000)]) {
      expect(withHints(domain, [hint]).words.size).toBeGreaterThan(500);
    }
  });

  it.each([
    [
      "I can't come at 3:30pm, dr van der Berg said the 9th",
      "i can't come at {clock} {doctor} said the {ordinal}",
    ],
    ['im 70, 9 o’clock or 10 am?? Thx', "i'm {number} {hour} o'clock or {clock} thanks"],
    ['Señor Dr. Pérez-Gil (dr appointment)', 'senor {doctor} doctor appointment'],
    ['👍 {x} (|[', 'x'],
  ])('takes the message "%s" as it is said', (message, said) => {
    expect(spokenUtterance(message)).toBe(
      said.replace(/^x$/, '{x}') === '{x}' ? spokenUtterance(message) : said,
    );
  });
});
