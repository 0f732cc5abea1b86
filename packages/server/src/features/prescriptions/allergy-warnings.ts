import { normalise } from '../../lists/normalise.js';
import { type DrugFamily, drugFamilies } from './drug-families.js';

/** Words of an allergy, or of a medication's name, that say nothing of the substance. */
const noise = new Set(
  [
    'none nothing known unknown noted reported recorded denies nkda patient other also with without from when',
    'that this since after possible suspected history childhood drug drugs medicine medicines medication',
    'medications food antibiotic antibiotics allergy allergies allergic intolerance intolerant sensitivity',
    'hypersensitivity reaction reactions rash hives swelling severe mild moderate anaphylaxis anaphylactic',
    'anaphylactoid causes caused tablet tablets capsule capsules injection infusion solution suspension syrup',
    'cream ointment drops spray patch inhaler oral topical extended release modified delayed prolonged daily',
    'acid sodium potassium calcium magnesium hydrochloride sulfate sulphate phosphate acetate citrate maleate',
    'tartrate mesylate mesilate fumarate succinate besylate besilate units',
  ].flatMap((line) => line.split(' ')),
);

/** Names of families: whether a drug belongs is the families' to say, not the letters' ("statin", "nystatin"). */
const familyNames = new Set(drugFamilies.flatMap(({ names }) => names).flatMap((name) => [name, `${name}s`]));

/**
 * What speaks against a medication in a patient's recorded allergies, one sentence an allergy: its name occurs in
 * theirs or theirs in its, or both are of one family of drugs, or of two that go together.
 */
export function allergyWarnings(medication: string, allergies: string | null): string[] {
  const warnings = allergiesIn(allergies ?? '').flatMap((allergy) => {
    const reason = reasonAgainst(medication, allergy);
    return reason ? [`The patient is recorded as allergic to ${allergy}; ${medication} ${reason}.`] : [];
  });
  return [...new Set(warnings)];
}

/** The allergies of a free text, each as it was written. */
function allergiesIn(text: string): string[] {
  return text
    .split(/[,;/&()\r\n]|\.\s|\band\b/i)
    .map((part) => part.replace(/^\W*(?:allerg\w+|hypersensitiv\w+) to\b:?|\.\s*$/gi, '').trim())
    .filter(Boolean);
}

function reasonAgainst(medication: string, allergy: string): string | undefined {
  if (sharesName(medication, allergy)) return 'matches it';
  const refused = familiesOf(allergy);
  const families = familiesOf(medication);
  const same = families.find((family) => refused.includes(family));
  if (same) return `is ${same.one}`;
  for (const { one, crossReactsWith = [] } of families) {
    const related = refused.find((family) => crossReactsWith.includes(family.one));
    if (related) return `is ${one}, to which those allergic to ${related.one} may react too`;
  }
  return undefined;
}

function sharesName(medication: string, allergy: string): boolean {
  const words = substanceWords(allergy);
  return substanceWords(medication).some((one) => words.some((other) => isSameSubstance(one, other)));
}

/** Short words only count where the other one starts with them: there is no iron in spironolactone. */
function isSameSubstance(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (familyNames.has(short)) return false;
  return long.startsWith(short) || (short.length >= 6 && long.includes(short));
}

function substanceWords(text: string): string[] {
  return plain(text)
    .split(' ')
    .filter((word) => /^\p{L}{4,}$/u.test(word) && !noise.has(word));
}

function familiesOf(text: string): DrugFamily[] {
  const spaced = ` ${plain(text)} `;
  const words = spaced.trim().split(' ');
  return drugFamilies.filter(
    ({ names, members, stem }) =>
      names.some((name) => spaced.includes(` ${name} `) || spaced.includes(` ${name}s `)) ||
      members.some((member) => spaced.includes(` ${member} `)) ||
      words.some((word) => stem?.test(word)),
  );
}

/** Normalised, with one space for any punctuation. */
function plain(text: string): string {
  return normalise(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
