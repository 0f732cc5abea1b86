import { signModel } from './models/signs.js';
import { type RedFlag, redFlags } from './red-flags.js';
import { createSpelling } from './spelling.js';
import { createClassifier } from './text-classifier.js';
import { plainText } from './utterance.js';

export type SafetyLevel = 'none' | 'caution' | 'emergency';

export interface Judgement {
  readonly level: SafetyLevel;
  /** What was noticed: `cardiac`, `self_harm`, … */
  readonly category: string | null;
}

const none: Judgement = { level: 'none', category: null };

/** Words that red flags are made of, to which misspelt ones are mended. */
const mend = createSpelling(
  `breath breathe breathing heart attack attacks chest stroke seizure unconscious suicide suicidal ambulance
  bleeding choking overdose overdosed collapsed pregnant allergic reaction swelling swollen swallowed electrocuted
  drowning emergency poisoned anaphylaxis anaphylactic convulsion convulsions droopy drooping numbness slurred
  wheezing unresponsive fainted myself bottle tablets insulin diabetic paramedics stabbed bleach burned scalded
  sweating palpitations attacked coughing pouring swallowing strangled hypothermia miscarriage contractions severe tongue throat asthma`.split(
    /\s+/,
  ),
);

const shortMisspellings: Readonly<Record<string, string>> = {
  hart: 'heart',
  pian: 'pain',
  brething: 'breathing',
  breth: 'breath',
  asma: 'asthma',
  alot: 'a lot',
  chst: 'chest',
  hed: 'head',
  bleding: 'bleeding',
  hubby: 'husband',
  heartattack: 'heart attack',
};

/** Said of what was, of somebody's papers, of a course, of a place: not of what is happening. */
const past =
  /\b(?:in|since|back in|of|until) (?:19|20)\d\d\b|\b(?:years?|decades?|months?|long) ago\b|\b(?:last|past|previous) (?:year|spring|summer|autumn|fall|winter|month|quarter|decade)\b|\bused to (?:be|have|get)\b|\bhistory (?:of|shows)\b|\bfamily history\b|\bwhen (?:i|he|she|they) (?:was|were)\b|\bas a (?:child|kid|teenager|teen)\b|\bold (?:gunshot|injury|wound|burn|stroke)\b|\bsurvived\b|\bpassed away\b|\bpast\b|\byears (?:now|clean)\b|\bas a teen\w*\b|\bused to\b|\ball clear\b|\bback in the\b|\bthe (?:seventies|eighties|nineties)\b|\bhealed\b|\bthat was years\b/;

const administrative =
  /\b(?:appointments?|appt|book|booked|booking|schedule|reschedule|cancel|clinic|unit|department|class|classes|courses?|training|leaflets?|brochures?|magnet|kits|prevention|awareness|support group|group|counsell?ors?|specialists?|screening|questionnaire|survey|form|chart|records?|discharge papers?|summary|code an?|triage note|invoice|bill|ambulance ride|how much (?:is|are|does|do)|(?:opening|visiting|your|office|clinic) hours|are you open|is (?:the|your) .{0,30}\bopen|directions?|parking|number of|contact|waiting time|wait at|how long is|visiting|when can i visit|rehab|session|therapy|follow ?ups?|followup|review|family history|prescription|refill|renew|expires?|certificate|physical|insurance|fund|contraception|emergency exit|bay|drill|rota|roster|timesheet|volunteer|donate|policy|my job|work as|i am an? (?:paramedic|electrician|firefighter|nurse|medic)|ambulance driver|drive the ambulance|patients with|all patients|admissions|diagnosis of|diet|calculator|tour|menu|education|workshop|guidelines?|statistics|where is|where do i (?:go|drop|submit|learn)|what does|do you (?:have|run|offer|treat|take|give|work)|does (?:your|the|doctor)|is there an?|who is|how do i (?:record|code|document|report)|list of|list my|find me|looking for|add|update|change my|copy of|lab values|test results|labor starts|planning ahead|work comp)\b/;

/** Said of what teaches about it. */
const education =
  /\b(?:posters?|pamphlets?|handouts?|leaflets?|brochures?|tips|prevention|awareness|course|class|classes|training|signs of|baby proof|question \d|questionnaire|have you ever|case we closed|print the)\b/;

/** Said of papers and courses about it. */
const aboutSelfHarm =
  /\b(?:prevention|awareness|questionnaire|survey|form|screening|counsell?ors?|chart|record|patients with|volunteer|training|leaflet|question 9)\b/;

const titles = /\b(?:doctor|nurse|mr|mrs|ms|miss|professor) \p{L}+/u;

const idiom =
  /\b(?:killing me|kill(?:ed)? (?:two birds|for|time|that appointment)|dying (?:to|of|for|laughing)|died laughing|nearly died laughing|(?:phone|laptop|battery|car|line|connection|internet|computer|tablet) (?:\w+ ){0,4}?(?:died|dead|dying|dies)|(?:is|went|s) dead when|dead (?:tired|on my feet|end|line)|over my dead body|drop dead gorgeous|heart (?:set on|goes out|of gold)|by heart|cried my heart|broke (?:his|her|my) heart|with all my heart|choking me up|choked up|drowning in|heart attack (?:with|when i saw|from (?:the|your) (?:bill|price))|bleeding money|shoot(?:ing)? (?:me an?|the messenger|you)|take a stab|knock me out a|stroke of (?:luck|genius)|breath of fresh|took my breath away|hold your breath|out of breath from (?:running|the)|off my chest|burning with curiosity|burned out|burnt out|seizing the|pain in the neck|hit me up|murder(?: a)?|could murder|slayed|website (?:\w+ )?crash\w*|app (?:\w+ ){0,3}crash\w*|shock absorber|unconscious bias|internal bleeding edge|cutting edge|fit (?:me|you|us|it) in|a good fit|perfect fit|makes me want to scream|out of the blue|feeling blue|code blue (?:what|in)|what (?:does )?code blue|is code blue what|fire alarm|emergency contact|poison ivy|poison control magnet|heartburn|blood (?:pressure|test|tests|type|draw|work|results)|giving (?:me|you) a heart attack|dog died|cat died)\b/g;

const dismissed =
  /\b(?:not an emergency|no emergency|non[- ]?emergency|not urgent|no rush|nothing (?:serious|urgent)|by (?:accident|mistake), ignore|ignore that|no need for|do not need (?:an?|urgent)|not need urgent|no symptoms|answer is no|i answered no|i put no|was written wrong)\b/;

const happening =
  /\b(?:now|right now|just now|at the moment|currently|still|again|suddenly|all of a sudden|just (?:started|happened|had|took|fell|ate|swallowed|dropped|collapsed)|tonight|getting worse|since breakfast|minutes? ago|mins? ago|hurry|help|please help|anymore|any more)\b/;

const softened =
  /\b(?:mild|slight|slightly|minor|small|a little|a bit|bit of|on and off|off and on|now and then|sometimes|occasional\w*|lately|recently|for (?:a|about a|the last|the past|two|three|several|some|a few|a couple of|\d+) ?(?:few |couple )?(?:of )?(?:days|weeks?|months?|years?)|(?:two|three|four|several|few|couple|couple of|\d) (?:days|weeks|months)(?: now| ago)?|last (?:night|week|month)|this week|yesterday|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|fine now|ok(?:ay)? now|i am ok(?:ay)?|i am fine|feel ok(?:ay)?|feel fine|seems? (?:fine|ok)|normal since|came back|is fine|no swelling|earlier|times a week|when i (?:climb|stand|walk)\w*|when (?:climbing|standing|walking)|walking uphill|going up|who should i see|worth a check|than usual|acting up|past couple)\b/;

const hardened =
  /\b(?:severe\w*|worst|unbearable|can not|will not|heavily|everywhere|getting worse|worse and worse|really bad|so bad|right now|just now|suddenly|all of a sudden|help|hurry|dying|blue|unconscious|not (?:wake|waking|respond\w*|breath\w*|moving)|vomiting|confused|faint\w*|numb|lots|pouring)\b/;

const wantsToBeSeen = /\b(?:appointment|appt|book|specialist|looking for|find me|is there an?)\b/g;

/** So plain a sign that it counts beside whatever else somebody asks for. */
const severe =
  /\b(?:severe\w*|unbearable|crushing|heavily|everywhere|worse and worse|really bad|so bad|dying|blue|unconscious|not (?:wake|waking|respond\w*|breath\w*|moving)|can not (?:breathe|wake|stop)|vomiting|pouring|soaked|gushing|numb)\b/;

const negation =
  /\b(?:no|not|never|without|denies|deny|denied|free of|haven not|isn not|any|stopped)\b(?:\s+[\p{L}\p{N}']+){0,4}\s*$/u;

const classify = createClassifier(signModel);

/** From here on an emergency, and a worrying sign, is likely enough: to miss one is worse than a false alarm. */
const LIKELY_EMERGENCY = 0.35;
const LIKELY_SIGN = 0.2;

/**
 * Whether a message tells of an emergency, judged on the caller's own words and before anything else is done with
 * them. `emergency` replaces the answer; `caution` puts a word about it first. Two look at it, of whom either may
 * raise the alarm: rules for the signs that have a name, and a model for what is only described.
 */
export function judge(message: string): Judgement {
  const named = judgeByName(message);
  if (named.level === 'emergency') return named;
  const likely = Object.fromEntries(classify(message).map(({ label, probability }) => [label, probability]));
  const { emergency = 0, self_harm = 0, none: nothing = 1 } = likely;
  if (emergency + self_harm > LIKELY_EMERGENCY) {
    return { level: 'emergency', category: self_harm > emergency ? 'self_harm' : 'described' };
  }
  if (named.level === 'caution') return named;
  return 1 - nothing > LIKELY_SIGN ? { level: 'caution', category: 'described' } : none;
}

/** By the signs that have a name. */
function judgeByName(message: string): Judgement {
  const plain = mended(plainText(message));
  let worst = none;
  for (const part of sentences(plain)) {
    const found = judgePart(part, plain);
    if (found.level === 'emergency') return found;
    if (found.level === 'caution' && worst.level === 'none') worst = found;
  }
  return worst;
}

function mended(plain: string): string {
  return plain.replace(/\p{L}+/gu, (word) => shortMisspellings[word] ?? mend(word));
}

/** Each sentence by itself: that one thing was years ago says nothing of the next. */
function sentences(plain: string): string[] {
  return plain
    .split(/[.!?;]+(?=\s|$)|\s(?:but|however|although|anyway)\s/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

function judgePart(sentence: string, whole: string): Judgement {
  const literal = sentence.replace(idiom, ' ').replace(titles, ' ').trim();
  if (literal === '' || dismissed.test(whole)) return selfHarmOnly(literal);
  let worst = none;
  for (const flag of redFlags) {
    const match = flag.pattern.exec(literal);
    if (!match) continue;
    const level = levelOf(flag, match, literal, whole);
    if (level === 'emergency') return { level, category: flag.category };
    if (level === 'caution' && worst.level === 'none') worst = { level, category: flag.category };
  }
  return worst;
}

/** Who takes an emergency back is believed, but not of this. */
function selfHarmOnly(literal: string): Judgement {
  const flag = redFlags.find(
    ({ category, level, pattern }) =>
      category === 'self_harm' && level === 'emergency' && pattern.test(literal),
  );
  if (!flag || negation.test(literal.slice(0, flag.pattern.exec(literal)?.index ?? 0))) return none;
  return aboutSelfHarm.test(literal) ? none : { level: 'emergency', category: flag.category };
}

function levelOf(flag: RedFlag, match: RegExpExecArray, sentence: string, whole: string): SafetyLevel {
  const isHappening = happening.test(sentence);
  if (!flag.negative && negation.test(sentence.slice(0, match.index))) return 'none';
  if ((past.test(sentence) || education.test(sentence)) && !isHappening) return 'none';
  const isAbout = flag.category === 'self_harm' ? aboutSelfHarm : administrative;
  // A sign that a doctor is asked to look at is still a sign.
  if (flag.level === 'caution') return isAbout.test(sentence.replace(wantsToBeSeen, '')) ? 'none' : 'caution';
  if (isAbout.test(sentence) && !isHappening && !severe.test(sentence)) return 'none';
  if (flag.firm) return flag.level;
  return softened.test(whole) && !hardened.test(whole) ? 'caution' : 'emergency';
}
