/** A word longer than this takes seconds to speak, and nobody listens to it. */
const MAX_WORD = 40;

/** What is spoken in one go: about a quarter of a minute. */
const MAX_SENTENCE = 240;

/** What stands for letters and marks that are not taken apart by Unicode's decomposition. */
const replacements: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': ', ',
  '—': ', ',
  '•': ', ',
  '⁄': '/',
  '€': ' euros ',
  '£': ' pounds ',
  '°': ' degrees ',
  µ: ' micro',
  μ: ' micro',
  '×': ' times ',
};

/** A full stop after one of these ends no sentence. */
const abbreviated = /(?:\b(?:dr|mr|mrs|ms|prof|st|no|vs|approx|dept)|\b[a-z])\.$/i;

/**
 * The text as sentences of plain letters, digits and marks, which is all that the voice knows. None at all for a text
 * that it cannot speak: one without a letter or digit of these, or with more letters of other scripts.
 */
export function speakableSentences(text: string): string[] {
  const apart = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const plain = apart.replaceAll(/[^\p{ASCII}]/gu, (character) => replacements[character] ?? character);
  const known = plain.match(/[a-z0-9]/gi)?.length ?? 0;
  const foreign = plain.match(/[^\p{ASCII}\P{L}]/gu)?.length ?? 0;
  if (known === 0 || foreign > known) return [];
  return plain
    .split(/[\r\n]+/)
    .map((line) => line.replaceAll(/[^ -~]+/g, ' ').replaceAll(/\S+/g, (word) => word.slice(0, MAX_WORD)))
    .flatMap(sentencesOf)
    .flatMap(pieces)
    .filter((sentence) => /[a-z0-9]/i.test(sentence));
}

function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  let begun = '';
  for (const part of line.split(/(?<=[.!?]["')\]]?)\s+/)) {
    begun = begun === '' ? part.trim() : `${begun} ${part.trim()}`;
    if (abbreviated.test(begun)) continue;
    sentences.push(begun);
    begun = '';
  }
  if (begun !== '') sentences.push(begun);
  return sentences;
}

/** Cuts what is too long for one go where a speaker would breathe, or else between words. */
function pieces(sentence: string): string[] {
  const found: string[] = [];
  let rest = sentence;
  while (rest.length > MAX_SENTENCE) {
    const reach = rest.slice(0, MAX_SENTENCE);
    const breath = Math.max(reach.lastIndexOf(', '), reach.lastIndexOf('; '), reach.lastIndexOf(': '));
    const end = breath > MAX_SENTENCE / 3 ? breath + 1 : reach.lastIndexOf(' ');
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest];
}
