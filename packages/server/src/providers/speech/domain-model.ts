import { domainSlots } from './domain-phrases.js';
import { commonWords, domainSentences } from './domain-sentences.js';
import { oneOf, type PhraseStatistics, phraseStatistics } from './phrase-grammar.js';

/** How many phrases are taken from the hints: each is one more that anything said can be mistaken for. */
const MAX_PHRASES = 1000;

/** What is longer is no name, nor what any hospital calls a thing. */
const MAX_LETTERS = 30;
const MAX_WORDS = 8;

/** Who patients ask for, where no doctor is known by name. */
const commonDoctors =
  'doctor (smith|johnson|williams|brown|jones|garcia|miller|davis|martinez|wilson|anderson|lee|patel|chen)';

/** How much of what is said is none of the sentences. */
const OTHER_WORDS = 0.03;

const titles = /^(?:dr|doctor|prof|professor|mr|mrs|ms)$/;
const fieldOfMedicine =
  /(?:logy|iatry|atrics|metry|surgery|medicine|therapy|care|ics|unit|department|clinic)$/;

/** What is said in a hospital that has a word for these things: names of doctors, specialties. */
export function domainStatistics(phrases: readonly string[]): PhraseStatistics {
  const slots = new Map<string, PhraseStatistics>();
  for (const [name, alternatives] of Object.entries(domainSlots)) {
    slots.set(name, oneOf(alternatives.map((phrase) => phraseStatistics(phrase, slots))));
  }
  const { doctors, others } = sorted(phrases);
  const names = doctors.length > 0 ? doctors : [commonDoctors];
  slots.set('doctor', oneOf([...names, 'my doctor'].map((phrase) => phraseStatistics(phrase))));
  const known = others.length > 0 ? others : ['{specialty}'];
  slots.set('phrase', oneOf(known.map((phrase) => phraseStatistics(phrase, slots))));
  const sentences = oneOf(domainSentences.map((sentence) => phraseStatistics(sentence, slots)));
  return mixed(sentences, oneOf(commonWords.map((word) => phraseStatistics(word))), OTHER_WORDS);
}

/** The words of a hint as they are said: no digits or marks, no diacritics, nothing that nobody can say. */
export function spokenWords(hint: string): string[] {
  const plain = hint.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z]+(?:'[a-z]+)*/g) ?? [];
  return words.filter(({ length }) => length <= MAX_LETTERS).slice(0, MAX_WORDS);
}

function sorted(hints: readonly string[]): { doctors: string[]; others: string[] } {
  const doctors = new Set<string>();
  const others = new Set<string>();
  for (const hint of hints.slice(0, MAX_PHRASES)) {
    const said = spokenWords(hint);
    const words = said.filter((word) => !titles.test(word));
    const last = words.at(-1);
    if (last === undefined) continue;
    const isTitled = said.length > words.length;
    const isName =
      isTitled || (words.length > 1 && words.length < 5 && !words.some((word) => fieldOfMedicine.test(word)));
    if (!isName) others.add(words.join(' '));
    else doctors.add(words.length === 1 ? `doctor ${last}` : `(doctor ${last}|[doctor] ${words.join(' ')})`);
  }
  return { doctors: [...doctors], others: [...others] };
}

function mixed(most: PhraseStatistics, some: PhraseStatistics, share: number): PhraseStatistics {
  // Single words have no pairs, and a beginning or an end with anything in between would be worth nothing.
  const words = new Map(most.words);
  for (const [word, likelihood] of some.words) words.set(word, (words.get(word) ?? 0) + likelihood * share);
  return { ...most, words };
}
