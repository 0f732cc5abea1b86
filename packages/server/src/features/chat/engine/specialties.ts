/** What each specialty is called, and what people complain of who need it. A `*` stands for any ending. */
interface SpecialtyWords {
  /** As the platform's catalogue has it. */
  readonly code: string;
  readonly names: string;
  readonly symptoms: string;
}

export const specialtyLexicon: readonly SpecialtyWords[] = [
  {
    code: 'cardiology',
    names: 'cardiolog* heart',
    symptoms: 'chest palpitation* hypertension pulse flutter*',
  },
  {
    code: 'dermatology',
    names: 'dermatolog* skin',
    symptoms: 'rash* mole moles acne eczema itch* psoriasis wart* pimple* hives dandruff',
  },
  {
    code: 'neurology',
    names: 'neurolog* nerve* brain',
    symptoms: 'headache* migraine* dizz* seizure* numb* tingl* memory tremor* epilep*',
  },
  {
    code: 'orthopedics',
    names: 'orthop* bone* joint*',
    symptoms:
      'leg legs knee* back shoulder* fracture* ankle* hip hips elbow* wrist* neck foot feet sprain* limp*',
  },
  {
    code: 'gastroenterology',
    names: 'gastro* stomach digest*',
    symptoms:
      'abdominal abdomen belly tummy nausea vomit* diarrh* heartburn bowel* constipat* reflux bloat* ulcer*',
  },
  {
    code: 'pediatrics',
    names: 'pediatric* paediatric* kids children',
    symptoms: 'child baby kid son daughter infant* toddler*',
  },
  {
    code: 'gynecology',
    names: 'gynecolog* gynaecolog* gyn* women',
    symptoms: 'period* menstru* menopaus* cramps pap ovar*',
  },
  { code: 'obstetrics', names: 'obstetric* midwife prenatal', symptoms: 'pregnan* trimester' },
  {
    code: 'ophthalmology',
    names: 'ophthalmolog* eye eyes',
    symptoms: 'vision sight blurr* cataract* glasses',
  },
  {
    code: 'otolaryngology',
    names: 'otolaryngolog* ent ear nose',
    symptoms: 'ears throat sinus* hearing tonsil* snor* tinnitus',
  },
  {
    code: 'pulmonology',
    names: 'pulmonolog* lung* respiratory',
    symptoms: 'cough* asthma breath* wheez* bronchitis',
  },
  { code: 'endocrinology', names: 'endocrin* hormone* diabetes', symptoms: 'diabet* thyroid insulin sugar' },
  {
    code: 'psychiatry',
    names: 'psychiatr* mental',
    symptoms: 'depress* anxi* panic insomnia mood stress* sleep sleeping',
  },
  { code: 'urology', names: 'urolog*', symptoms: 'urin* prostate bladder pee peeing' },
  { code: 'nephrology', names: 'nephrolog* kidney*', symptoms: '' },
  { code: 'oncology', names: 'oncolog* cancer*', symptoms: 'tumor* tumour* lump*' },
  { code: 'rheumatology', names: 'rheumatolog*', symptoms: 'arthritis rheumat* gout lupus' },
  { code: 'hematology', names: 'hematolog* haematolog*', symptoms: 'anemia anaemia bruis*' },
  { code: 'geriatrics', names: 'geriatric*', symptoms: '' },
  { code: 'infectious_diseases', names: 'infectious', symptoms: '' },
  { code: 'radiology', names: 'radiolog*', symptoms: '' },
  { code: 'general_surgery', names: 'surgeon surgery', symptoms: 'hernia gallbladder appendix' },
  {
    code: 'general_practice',
    names: 'gp general family',
    symptoms: 'fever* flu cold fatigue tired unwell sick',
  },
  { code: 'dentistry', names: 'dentist* dental', symptoms: 'tooth teeth toothache gum gums' },
];

const compiled = specialtyLexicon.map(({ code, names, symptoms }) => ({
  code,
  names: patternOf(names),
  symptoms: patternOf(symptoms),
}));

/** Every word of the lexicon; of a science, the science and whoever practises it. */
export const specialtyWords = specialtyLexicon.flatMap(({ names, symptoms }) =>
  `${names} ${symptoms}`.split(/\s+/).flatMap((word) => {
    const stem = word.replace('*', '');
    return stem.endsWith('log') ? [`${stem}y`, `${stem}ist`] : [stem];
  }),
);

function patternOf(words: string): RegExp {
  const forms = words.split(/\s+/).filter((word) => word !== '');
  if (forms.length === 0) return /(?!)/;
  return new RegExp(`\\b(?:${forms.map((word) => word.replace('*', '\\w*')).join('|')})\\b`, 'g');
}

/** The codes of the specialties that a text speaks of, the likeliest first: their names count for more than symptoms. */
export function specialtiesIn(plain: string): string[] {
  return compiled
    .map(({ code, names, symptoms }) => ({
      code,
      score: 2 * (plain.match(names)?.length ?? 0) + (plain.match(symptoms)?.length ?? 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ code }) => code);
}

const bySpecialty =
  /\b(?:\w+ologists?|\w+iatricians?|\w+iatrists?|(?:heart|skin|eye|bone|kids|nerve|stomach|ear|lung|brain|women s?) (?:nose throat )?(?:doctor|specialist)s?|orthop\w*|dentists?|surgeons?|gp|ent|midwife|general practitioner|family doctor)\b/;

/** Whether a kind of doctor is named. */
export function namesSpecialty(plain: string): boolean {
  return bySpecialty.test(plain) || compiled.some(({ names }) => plain.match(names) !== null);
}

const complaint =
  /\b(?:hurt\w*|pain\w*|ache\w*|aching|sore|swollen|swelling|itch\w*|infect\w*|suffer\w*|bother\w*|stiff|weak|problem\w*|trouble|issue\w*|rash|cough\w*|headaches?|migraines?|fever|dizz\w*|feel\w* (?:ill|sick|unwell|tired|bad|weak|dizzy)|not (?:feeling|been feeling) well|cannot sleep|will not (?:go away|heal)|getting worse|keeps? (?:getting|having)|get rid of|not what it was|for (?:a |some |several |two |three |\d+ )?(?:days|weeks|months|years)|since (?:last|yesterday|monday|\w+day)|lump|acne|nausea|heartburn|palpitations|insomnia|numb\w*|blurr\w*)\b/;

/** Whether somebody tells what ails them: a complaint, about something that there is a specialty for. */
export function tellsSymptom(plain: string): boolean {
  return complaint.test(plain) && specialtiesIn(plain).length > 0;
}
