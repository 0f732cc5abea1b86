import { type Flite, loadFlite } from './flite-voice.js';
import { readPackageFile } from './package-file.js';
import { SPHINX_PACKAGE } from './sphinx-engine.js';

/** What the engine's own dictionary has not, in its phones. */
const ownPronunciations = new Map([
  ['atorvastatin', 'AH T AO R V AH S T AE T IH N'],
  ['chickenpox', 'CH IH K AH N P AA K S'],
  ['colonoscopy', 'K OW L AH N AA S K AH P IY'],
  ['copd', 'S IY OW P IY D IY'],
  ['covid', 'K OW V IH D'],
  ['ecg', 'IY S IY JH IY'],
  ['gastroenterologist', 'G AE S T R OW EH N T ER AA L AH JH IH S T'],
  ['gastroenterology', 'G AE S T R OW EH N T ER AA L AH JH IY'],
  ['gp', 'JH IY P IY'],
  ['gynaecology', 'G AY N AH K AA L AH JH IY'],
  ['haemorrhage', 'HH EH M ER IH JH'],
  ['lisinopril', 'L AY S IH N AH P R IH L'],
  ['meds', 'M EH D Z'],
  ['metformin', 'M EH T F AO R M IH N'],
  ['metoprolol', 'M AH T OW P R AH L AO L'],
  ['nappy', 'N AE P IY'],
  ['nephrology', 'N AH F R AA L AH JH IY'],
  ['orthopaedic', 'AO R TH AH P IY D IH K'],
  ['orthopaedics', 'AO R TH AH P IY D IH K S'],
  ['orthopedics', 'AO R TH AH P IY D IH K S'],
  ['paediatrician', 'P IY D IY AH T R IH SH AH N'],
  ['paediatrics', 'P IY D IY AE T R IH K S'],
  ['paracetamol', 'P EH R AH S IY T AH M AO L'],
  ['phlebotomy', 'F L AH B AA T AH M IY'],
  ['physiotherapist', 'F IH Z IY OW TH EH R AH P IH S T'],
  ['physiotherapy', 'F IH Z IY OW TH EH R AH P IY'],
  ['pulmonology', 'P UH L M AH N AA L AH JH IY'],
  ['sertraline', 'S ER T R AH L IY N'],
  ['toothache', 'T UW TH EY K'],
  ['tumour', 'T UW M ER'],
  ['vitals', 'V AY T AH L Z'],
  ['vomited', 'V AA M AH T AH D'],
  ['warfarin', 'W AO R F ER IH N'],
  ['wheezy', 'W IY Z IY'],
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
 * How each of these words is pronounced, perhaps in more than one way, as the engine's dictionary has it. What is not
 * there is said by the voice where it is one of the `names` and the voice is installed, or else left out.
 */
export async function pronunciationsOf(
  words: Iterable<string>,
  names: ReadonlySet<string>,
): Promise<Map<string, readonly string[]>> {
  const wanted = new Set(words);
  const found = await inDictionary(wanted);
  for (const [word, phones] of ownPronunciations) if (wanted.has(word)) found.set(word, [phones]);
  const unknown = [...names].filter((name) => wanted.has(name) && !found.has(name));
  for (const [word, phones] of await spokenAloud(unknown)) found.set(word, phones);
  return found;
}

/** The dictionary is read anew for each model: kept, it would be 130,000 words in memory of which a few are used. */
async function inDictionary(wanted: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const file = await readPackageFile(`${SPHINX_PACKAGE}/pocketsphinx/model/en-us/cmudict-en-us.dict`);
  // Lines such as `read R EH D` and `read(2) R IY D`.
  const lines = (file?.toString() ?? '').matchAll(/^([^\s(]+)(?:\(\d+\))? (.+)$/gm);
  for (const [, word = '', phones = ''] of lines) {
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
