import type { Doctor } from '@medcor/contract';
import { specialtiesIn, specialtyLexicon } from './specialties.js';
import { editDistance } from './spelling.js';
import { plainText, wordsOf } from './utterance.js';

/** The doctors whom a text names, the one with most of their name in it first; a letter may be wrong. */
export function doctorsNamed(plain: string, doctors: readonly Doctor[]): Doctor[] {
  const words = wordsOf(plain);
  const afterTitle = new Set(
    words.filter((_, index) => words[index - 1] === 'doctor' || words[index - 2] === 'doctor'),
  );
  const scored = doctors
    .map((doctor) => {
      const last = scoreOf(wordsOf(plainText(doctor.last_name)), words, afterTitle);
      const first = scoreOf(wordsOf(plainText(doctor.first_name)), words, afterTitle);
      // A name of several words that is there as a whole means one doctor, and not another of whom a part is there.
      const whole = ` ${words.join(' ')} `.includes(` ${wordsOf(plainText(doctor.last_name)).join(' ')} `)
        ? 1
        : 0;
      return { doctor, score: last > 0 ? 2 * last + first + whole : first > 1 ? first : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score === best).map(({ doctor }) => doctor);
}

/** A name counts more behind "doctor", where even a short or an ordinary word is one. */
function scoreOf(name: readonly string[], words: readonly string[], afterTitle: ReadonlySet<string>): number {
  let score = 0;
  for (const part of name) {
    const found = words.find(
      (word) => word === part || (part.length >= 5 && editDistance(word, part, 1) <= 1),
    );
    if (found === undefined) continue;
    if (afterTitle.has(found)) score += 2;
    else if (part.length >= 3 && !ordinary.has(part)) score += 1;
  }
  return score;
}

/** Names that are words as well. */
const ordinary = new Set(
  'may day long young white black brown green price rose grace hope joy will mark bill frank king best good love heart bone hand pain west north hill wood stone field see say'.split(
    ' ',
  ),
);

/** The doctors of one specialty of the lexicon. */
export function doctorsOf(code: string, doctors: readonly Doctor[]): Doctor[] {
  const names = specialtyLexicon.find((specialty) => specialty.code === code)?.names ?? '';
  const forms = names.split(' ').map((word) => word.replace('*', ''));
  const isOf = (text: string) =>
    specialtiesIn(plainText(text))[0] === code || plainText(text).startsWith(forms[0] ?? '?');
  return doctors.filter(
    ({ specialties, department }) =>
      specialties.some(({ name }) => isOf(name)) || (department !== null && isOf(department)),
  );
}

/** How a doctor is called: "Dr. Jane Smith (Cardiology)". */
export function titled({ full_name, specialties, department }: Doctor): string {
  const specialty = (specialties.find(({ is_primary }) => is_primary) ?? specialties[0])?.name ?? department;
  return specialty ? `Dr. ${full_name} (${specialty})` : `Dr. ${full_name}`;
}
