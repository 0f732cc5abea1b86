import { type Flite, loadFlite } from './flite-voice.js';
import { readPackageFile } from './package-file.js';
import { SPHINX_PACKAGE } from './sphinx-engine.js';

/** What the engine's own dictionary has not, in its phones. */
const ownPronunciations = new Map([
  ['gastroenterologist', 'G AE S T R OW EH N T ER AA L AH JH IH S T'],
  ['gastroenterology', 'G AE S T R OW EH N T ER AA L AH JH IY'],
  ['gynaecology', 'G AY N AH K AA L AH JH IY'],
  ['lisinopril', 'L AY S IH N AH P R IH L'],
  ['metformin', 'M EH T F AO R M IH N'],
  ['nephrology', 'N AH F R AA L AH JH IY'],
  ['orthopaedics', 'AO R TH AH P IY D IH K S'],
  ['orthopedics', 'AO R TH AH P IY D IH K S'],
  ['paediatrics', 'P IY D IY AE T R IH K S'],
  ['paracetamol', 'P EH R AH S IY T AH M AO L'],
  ['physiotherapist', 'F IH Z IY OW TH EH R AH P IH S T'],
  ['physiotherapy', 'F IH Z IY OW TH EH R AH P IY'],
  ['pulmonology', 'P UH L M AH N AA L AH JH IY'],
  ['toothache', 'T UW TH EY K'],
  ['warfarin', 'W AO R F ER IH N'],
]);

/** The voice's phones that the engine has none of, as those next to them. All others have the same name. */
const nearest = new Map([
  ['ax', 'AH'],
  ['axr', 'ER'],
  ['dx', 'D'],
]);

/** The words that have not been said aloud in time: at a tenth of a second each, a hospital's worth of names. */
const MAX_SPOKEN = 200;

const spoken = new Map<string, string>();

/** Forgotten beyond these; of all hospitals together there are seldom as many. */
const MAX_REMEMBERED = 10_000;

/**
 * How each of these words is pronounced, perhaps in more than one way: as the engine's dictionary has it, or else as
 * the voice says it, where that is installed. A word that nobody can pronounce is left out.
 */
export async function pronunciationsOf(words: Iterable<string>): Promise<Map<string, readonly string[]>> {
  const wanted = new Set(words);
  const found = await inDictionary(wanted);
  for (const [word, phones] of ownPronunciations) if (wanted.has(word)) found.set(word, [phones]);
  const others = [...wanted].filter((word) => !found.has(word));
  for (const [word, phones] of await spokenAloud(others)) found.set(word, phones);
  return found;
}

/** The dictionary is read anew for each model: kept, it would be 130,000 words in memory of which a few are used. */
async function inDictionary(wanted: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const file = await readPackageFile(`${SPHINX_PACKAGE}/pocketsphinx/model/en-us/cmudict-en-us.dict`);
  // Lines such as `read R EH D` and `read(2) R IY D`.
  for (const [, word = '', phones = ''] of (file?.toString() ?? '').matchAll(
    /^([^\s(]+)(?:\(\d+\))? (.+)$/gm,
  )) {
    if (wanted.has(word)) found.set(word, [...(found.get(word) ?? []), phones]);
  }
  return found;
}

async function spokenAloud(words: readonly string[]): Promise<Map<string, string[]>> {
  if (spoken.size > MAX_REMEMBERED) spoken.clear();
  const unspoken = words.filter((word) => !spoken.has(word)).slice(0, MAX_SPOKEN);
  // Loaded for as long as it is needed only: compiled, it takes more memory than the rest of the recogniser.
  const flite = unspoken.length > 0 ? await loadFlite() : undefined;
  if (flite) for (const word of unspoken) spoken.set(word, asSpoken(flite, word));
  const found = new Map<string, string[]>();
  for (const word of words) {
    const phones = spoken.get(word);
    if (phones) found.set(word, [phones]);
  }
  return found;
}

function asSpoken(flite: Flite, word: string): string {
  const { phones } = flite.speak({ text: word, voice: 'kal', rate: 1.5 });
  return phones
    .filter(({ phone }) => phone !== 'pau')
    .map(({ phone }) => nearest.get(phone) ?? phone.toUpperCase())
    .join(' ');
}
