import { domainSlots } from './domain-phrases.js';
import { commonWords, domainSentences } from './domain-sentences.js';
import { filled, mixed, oneOf, type PhraseStatistics, phraseStatistics } from './phrase-grammar.js';
import { spokenUtterance } from './spoken-utterance.js';

/** How many phrases are taken from the hints: each is one more that anything said can be mistaken for. */
const MAX_PHRASES = 1000;

/** What is longer is no name, nor what any hospital calls a thing. */
const MAX_LETTERS = 30;
const MAX_WORDS = 8;

/** Who patients ask for, where no doctor is known by name. */
const commonDoctors =
  'doctor (smith|johnson|williams|brown|jones|garcia|miller|davis|martinez|wilson|anderson|lee|patel|chen)';

/** How much of what is said is like the messages that the assistant is trained by, and how much any common word. */
const LIKE_MESSAGES = 0.5;
const OTHER_WORDS = 0.03;

const titles = /^(?:dr|doctor|prof|professor|mr|mrs|ms)$/;
const fieldOfMedicine =
  /(?:logy|iatry|atrics|metry|surgery|medicine|therapy|care|ics|unit|department|clinic)$/;

/** What is said in any hospital: `{doctor}` and `{phrase}` are left open. Takes a second, so that it is done once. */
export function domainStatistics(messages: readonly string[]): PhraseStatistics {
  const slots = new Map<string, PhraseStatistics>();
  for (const [name, alternatives] of Object.entries(domainSlots)) {
    slots.set(name, oneOf(alternatives.map((phrase) => filled(phraseStatistics(phrase), slots))));
  }
  for (const name of ['doctor', 'phrase']) slots.set(name, phraseStatistics(`{${name}}`));
  const all = (phrases: readonly string[]) => oneOf(phrases.map((phrase) => phraseStatistics(phrase)));
  const said = mixed([
    [all(domainSentences), 1 - LIKE_MESSAGES],
    [all(messages.map(spokenUtterance).filter((message) => message !== '')), LIKE_MESSAGES],
  ]);
  const { first, last, empty, words, pairs } = filled(said, slots);
  // Common words alone: with a beginning and an end they would be sentences, which they are not.
  const withOthers = mixed([
    [{ first, last, empty, words, pairs: new Map() }, 1],
    [all(commonWords), OTHER_WORDS],
  ]);
  return { first, last, empty, words: withOthers.words, pairs };
}

/** What is said in a hospital that has a word for these things: names of doctors, specialties. */
export function withHints(domain: PhraseStatistics, hints: readonly string[]): PhraseStatistics {
  const { doctors, others } = sorted(hints);
  const names = doctors.length > 0 ? doctors : [commonDoctors];
  const known = others.length > 0 ? others : domainSlots.practitioner;
  const slots = new Map<string, PhraseStatistics>();
  slots.set('doctor', oneOf([...names, 'my doctor'].map((phrase) => phraseStatistics(phrase))));
  slots.set('phrase', oneOf(known.map((phrase) => phraseStatistics(phrase))));
  return filled(domain, slots);
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
