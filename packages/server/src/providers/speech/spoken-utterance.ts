/** How words are written in a hurry that are said as they always are. */
const hurried: Readonly<Record<string, string>> = {
  appt: 'appointment',
  cant: "can't",
  couldnt: "couldn't",
  didnt: "didn't",
  doesnt: "doesn't",
  dont: "don't",
  dr: 'doctor',
  hes: "he's",
  id: "i'd",
  im: "i'm",
  isnt: "isn't",
  ive: "i've",
  pls: 'please',
  shes: "she's",
  thats: "that's",
  theres: "there's",
  thx: 'thanks',
  u: 'you',
  wasnt: "wasn't",
  whats: "what's",
  wheres: "where's",
  wont: "won't",
};

/** Numbers as they are written, and the slots that are said instead. The first that fits is taken. */
const numbers: readonly (readonly [RegExp, string])[] = [
  [/\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?/g, ' {clock} '],
  [/\b\d{1,2}(?= ?o'?clock)/g, ' {hour} '],
  [/\b\d{1,2}(?:st|nd|rd|th)\b/g, ' {ordinal} '],
  [/\b\d+\b/g, ' {number} '],
];

/** A doctor's name, of one word but for such as `van der Berg`. */
const doctor = /\bdr\.? (?:(?:van|von|de|der|al|el|la) )*(?!appointment)[a-z][a-z'-]+/g;

/** A message as it would be said, in the notation of `phraseStatistics`. */
export function spokenUtterance(message: string): string {
  let text = message
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('\u2019', "'")
    .replaceAll(/[{}]/g, ' ')
    .toLowerCase();
  text = text.replaceAll(doctor, ' {doctor} ');
  for (const [pattern, slot] of numbers) text = text.replaceAll(pattern, slot);
  const words = text.match(/\{\w+\}|[a-z]+(?:'[a-z]+)*/g) ?? [];
  return words.map((word) => hurried[word] ?? word).join(' ');
}
