import type { Choice } from './dialogue-state.js';
import { specialtiesIn } from './specialties.js';
import { plainText } from './utterance.js';
import { isWithinHours, wishIn } from './wish.js';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

/** Which of the things that were offered a message means: by its label, its place in the list, its time or its name. */
export function chosenFrom(
  choices: readonly Choice[],
  plain: string,
  reference: { readonly now: Date; readonly timezone: string },
): Choice | undefined {
  const exact = choices.find(({ label }) => plainText(label) === plain);
  if (exact) return exact;
  const place = placeNamed(plain, choices.length);
  if (place !== undefined) return choices[place];
  const timed = byTime(choices, plain, reference);
  if (timed.length === 1) return timed[0];
  const [specialty] = specialtiesIn(plain);
  const ofSpecialty = choices.filter(
    ({ kind, label }) => kind === 'doctor' && specialtiesIn(plainText(label))[0] === (specialty ?? ''),
  );
  if (ofSpecialty.length === 1) return ofSpecialty[0];
  const named = choices.filter(({ label }) => sharesName(label, plain));
  return named.length === 1 ? named[0] : undefined;
}

function placeNamed(plain: string, count: number): number | undefined {
  if (/\blast\b/.test(plain) && !/\blast (?:week|month|year|time)\b/.test(plain)) return count - 1;
  const ordinal = ordinals.findIndex((word) =>
    new RegExp(`\\b(?:the )?${word}(?: (?:one|slot|option|choice|doctor|time|please))?\\b`).test(plain),
  );
  if (ordinal >= 0) return ordinal < count ? ordinal : undefined;
  const digits =
    /^(?:(?:number|option|choice|slot|no\.?|take|i (?:would )?(?:take|want)|the) )*(\d)(?:st|nd|rd|th)?(?: one| please)*[ .!]*$/.exec(
      plain,
    )?.[1];
  const word =
    /^(?:(?:number|option|choice|slot|take|i (?:would )?(?:take|want)|the) )*(\w+)(?: one| please)*[ .!]*$/.exec(
      plain,
    )?.[1];
  const place = digits ? Number(digits) - 1 : numbers.indexOf(word ?? '');
  return place >= 0 && place < count ? place : undefined;
}

function byTime(
  choices: readonly Choice[],
  plain: string,
  reference: { readonly now: Date; readonly timezone: string },
): Choice[] {
  const wish = wishIn(plain, reference);
  if (!wish) return [];
  return choices.filter(
    ({ start_time: start }) =>
      start !== undefined &&
      (!wish.namesDay || (start >= wish.from && start < wish.to)) &&
      isWithinHours(start, wish, reference.timezone),
  );
}

/** Words that are in nobody's name alone. */
const filler = new Set(['doctor', 'with', 'appointment', 'consultation', 'the', 'and', 'on', 'at']);

function sharesName(label: string, plain: string): boolean {
  const words = plainText(label)
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && !filler.has(word));
  return words.some((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(plain));
}
