import { cardinalAt, digitAt, hourAt, minutesAt, ordinalAt, yearAt } from './number-words.js';

/** What stands for some of the words, and how many. */
interface Written {
  readonly text: string;
  readonly length: number;
}

const months = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
const weekdays = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;

/** What a sentence goes on with after a time or a date, and not after `the second …` or `one …` of something. */
const goesOn =
  /^(?:on|at|in|of|for|with|and|or|if|is|please|tomorrow|today|tonight|next|this|i|we|my|to|then|thanks|instead)$/;

/** The words as somebody would write them: `nine thirty a.m.` as `9:30 am`, `the twentieth` as `the 20th`. */
export function writtenNumbers(words: readonly string[]): string {
  const written: string[] = [];
  for (let at = 0; at < words.length; ) {
    // Three digits can be a time: `nine oh five`.
    const { text, length } =
      digitsAt(words, at, 4) ??
      timeAt(words, at) ??
      dayAt(words, at) ??
      digitsAt(words, at, 3) ??
      numberAt(words, at) ??
      wordAt(words, at);
    written.push(text);
    at += length;
  }
  return written.join(' ');
}

function timeAt(words: readonly string[], at: number): Written | undefined {
  const past = pastTheHour(words, at);
  if (past) return past;
  const hour = hourAt(words, at);
  if (!hour || /^(?:hundred|thousand)$/.test(words[at + 1] ?? '')) return undefined;
  let length = hour.length;
  const minutes = minutesAt(words, at + length);
  if (minutes) length += minutes.length;
  const half = halfOfDayAt(words, at + length);
  if (half) length += half.length;
  else if (!minutes && words[at + length] === "o'clock")
    return { text: `${hour.value}:00`, length: length + 1 };
  if (minutes) return { text: `${clock(hour.value, minutes.value)}${half?.text ?? ''}`, length };
  return half ? { text: `${hour.value}${half.text}`, length } : undefined;
}

/** `half past nine`, `quarter to ten`. */
function pastTheHour(words: readonly string[], at: number): Written | undefined {
  const [part, direction] = words.slice(at, at + 2);
  const hour = hourAt(words, at + 2);
  if (!hour) return undefined;
  const half = halfOfDayAt(words, at + 3);
  const written = (value: number, minutes: number) => ({
    text: `${clock(value, minutes)}${half?.text ?? ''}`,
    length: 3 + (half?.length ?? 0),
  });
  if (part === 'half' && direction === 'past') return written(hour.value, 30);
  if (part === 'quarter' && direction === 'past') return written(hour.value, 15);
  if (part === 'quarter' && direction === 'to') return written(hour.value === 1 ? 12 : hour.value - 1, 45);
  return undefined;
}

function halfOfDayAt(words: readonly string[], at: number): Written | undefined {
  const [word = '', next] = words.slice(at, at + 2);
  if (/^[ap]\.?m\.?$/.test(word)) return { text: ` ${word[0]}m`, length: 1 };
  return /^[ap]$/.test(word) && next === 'm' ? { text: ` ${word}m`, length: 2 } : undefined;
}

function clock(hour: number, minutes: number): string {
  return `${hour}:${String(minutes).padStart(2, '0')}`;
}

/** A day of the month. `First` to `third` are one only where the words around them say so. */
function dayAt(words: readonly string[], at: number): Written | undefined {
  const ordinal = ordinalAt(words, at);
  if (!ordinal) return undefined;
  const { value, length } = ordinal;
  if (value <= 3 && !isDate(words, at)) return undefined;
  const suffix = length === 1 && value > 3 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return { text: `${value}${suffix}`, length };
}

function isDate(words: readonly string[], at: number): boolean {
  const [beforeThat = '', before = ''] = [words[at - 2], words[at - 1]];
  const [next = '', afterThat = ''] = words.slice(at + 1, at + 3);
  if (months.test(before) || (next === 'of' && months.test(afterThat))) return true;
  if (before !== 'the') return false;
  if (months.test(beforeThat) || weekdays.test(beforeThat)) return true;
  return /^(?:on|to|for|until|from)$/.test(beforeThat) && endsThere(next);
}

function numberAt(words: readonly string[], at: number): Written | undefined {
  const number = yearAt(words, at) ?? cardinalAt(words, at);
  if (!number) return undefined;
  // `The other one`, `one of them`: a number only where a time is meant.
  if (words[at] === 'one' && number.length === 1 && !isOneOclock(words, at)) return undefined;
  return { text: String(number.value), length: number.length };
}

function isOneOclock(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? '';
  return /^(?:at|around|until|by)$/.test(words[at - 1] ?? '') && next !== 'of' && endsThere(next);
}

/** So many digits or more, one by one: `nine one one`. */
function digitsAt(words: readonly string[], at: number, atLeast: number): Written | undefined {
  const digits: number[] = [];
  for (let digit = digitAt(words, at); digit !== undefined; digit = digitAt(words, at + digits.length)) {
    digits.push(digit);
  }
  return digits.length >= atLeast ? { text: digits.join(''), length: digits.length } : undefined;
}

function wordAt(words: readonly string[], at: number): Written {
  const word = words[at] ?? '';
  return { text: word === 'a.m.' || word === 'p.m.' ? word.replaceAll('.', '') : word, length: 1 };
}

function endsThere(next: string): boolean {
  return next === '' || goesOn.test(next) || weekdays.test(next);
}
