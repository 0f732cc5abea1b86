import type { SafetyLevel } from './safety.js';

/** A sign of an emergency in what somebody says. */
export interface RedFlag {
  readonly category: string;
  readonly level: Exclude<SafetyLevel, 'none'>;
  readonly pattern: RegExp;
  /** Stays what it is, however it is softened, and however it is said that it began a while ago. */
  readonly firm?: true;
  /** Says "not" itself: a negation in it takes nothing back. */
  readonly negative?: true;
}

type Options = Pick<RedFlag, 'firm' | 'negative'> & { readonly level?: RedFlag['level'] };

function flag(category: string, pattern: string, { level = 'emergency', ...rest }: Options = {}): RedFlag {
  return { category, level, pattern: new RegExp(pattern), ...rest };
}

/** Both, in any order, with so many characters between. */
function near(a: string, b: string, gap = 40): string {
  return `\\b(?:${a})\\b[^.!?;]{0,${gap}}?\\b(?:${b})\\b|\\b(?:${b})\\b[^.!?;]{0,${gap}}?\\b(?:${a})\\b`;
}

const pain =
  'pains?|hurts?|hurting|pressure|tight\\w*|crush\\w*|squeez\\w*|burning|heavy|heaviness|weight|ache\\w*|stabbing|elephant|discomfort';
const someone =
  '(?:i|he|she|they|we|dad|mom|mum|mother|father|husband|wife|son|daughter|baby|child|kid|brother|sister|friend|grandma|grandpa|grandmother|grandfather|grandad|guy|man|woman|patient|toddler|infant|newborn|neighbou?r|roommate|student|visitor|partner|boy|girl|nephew|niece|uncle|aunt|teen|teenager|colleague|coworker|somebody|someone|lady|person)';
const pills =
  'pills?|tablets?|meds?|medications?|medicines?|tylenol|paracetamol|acetaminophen|ibuprofen|aspirin|insulin|fentanyl|heroin|opioids?|sleeping|antidepressants?|oxy\\w*|xanax|benzos?|doses?|drugs?';
const poison =
  'bleach|poison|antifreeze|detergent|cleaner|cleaning|pods?|battery|batteries|chemicals?|drain|pesticide|gasoline|petrol|acid|mushrooms?|magnets?|lye|rat|paint thinner|under the sink';
const blue = 'blue|purple|gr[ae]y|pale|white';

/**
 * What calls for an emergency number, or for a word about it, whoever says it. Written to miss nothing: where it is in
 * doubt, it warns.
 */
export const redFlags: readonly RedFlag[] = [
  // Heart
  flag(
    'cardiac',
    `${near('chests?', pain, 50)}|\\bheart ?attacks?\\b|\\bcardiac arrest\\b|\\bchest (?:is|feels|it is)\\b`,
  ),
  flag(
    'cardiac',
    `${near('heart', 'stopped|stopping|not beating', 20)}|\\bno pulse\\b|\\b(?:not|can not) (?:feel|find|have) (?:a |any |his |her |the )?pulse\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'cardiac',
    `${near('heart|pulse', 'racing|pounding|beating (?:so )?(?:fast|funny|weird|irregular\\w*)|1[5-9]\\d|2\\d\\d', 30)}|\\b(?:pacemaker|defibrillator)\\b[^.!?;]{0,30}\\bshock`,
  ),
  flag(
    'cardiac',
    `${near('jaw|left arm|arm', 'sweat\\w*|chest', 40)}|${near('chest', 'sweat\\w*|grabb\\w*|clutch\\w*|holding|arm|jaw', 40)}`,
  ),
  flag('cardiac', `\\bpalpitations?\\b|${near('heart', 'flutter\\w*|skips?|skipping', 20)}`, {
    level: 'caution',
  }),
  // Breathing
  flag(
    'breathing',
    `\\b(?:can not|unable to|not able to|could not|hard to|barely|hardly) (?:\\w+ ){0,3}?(?:breath\\w*|get (?:\\w+ ){0,2}air|catch \\w+ breath)\\b|\\b(?:not|stopped|stops) breath\\w*`,
    { negative: true },
  ),
  flag('breathing', `\\b(?:not|stopped|stops) breath(?:e|ing)\\b|\\bnot enough air\\b`, {
    firm: true,
    negative: true,
  }),
  flag(
    'breathing',
    `\\b(?:trouble|difficult\\w*|struggl\\w*|problems?|hard time|fighting) (?:with |in |to )?(?:\\w+ )?breath\\w*|${near('breath\\w*', 'difficult\\w*|hard|fast|strange|weird|noisy?|grunt\\w*|heavy|shallow|rapid\\w*|laboured|labored|trouble|pauses|worse|funny|bad\\w*', 25)}|\\bshort(?:ness)? of breath\\b|\\bbreathless\\b`,
  ),
  flag(
    'breathing',
    `\\bgasp\\w*|\\bsuffocat\\w*|\\bchok(?:e|ed|es|ing)\\b(?! hazard)|\\bcyanosis\\b|\\b(?:turn\\w*|went|going|goes|is|are|lips?|face|skin|newborn|baby)\\b[^.!?;]{0,20}\\bblue\\b|\\bnostrils? (?:are |is )?flar|\\bribs (?:are |is )?(?:sucking|pulling)`,
    { firm: true },
  ),
  flag(
    'breathing',
    `${near('stuck|lodged', 'throat|airway|windpipe', 30)}|\\bswallow\\w* (?:a |the )?(?:coin|marble|toy|lego|bone)\\b`,
    { firm: true },
  ),
  flag(
    'breathing',
    `${near('asthma|asma|wheez\\w*', 'attack|inhaler|puffer|not working|bad|severe|can not|worse|so|now', 30)}`,
  ),
  flag('breathing', `\\b(?:oxygen|sats?|spo2|saturation|o2)\\b[^.!?;]{0,25}\\b(?:[5-7]\\d|8[0-9])\\b`, {
    firm: true,
  }),
  flag(
    'breathing',
    `\\bcarbon monoxide\\b|\\bgas leak\\b|\\bsmoke inhalation\\b|${near('breathed|inhaled', 'smoke|fumes|gas', 20)}`,
    { firm: true },
  ),
  flag('breathing', `\\bwheez\\w*|\\basthma\\b[^.!?;]{0,40}\\b(?:acting up|night|flar\\w*)`, {
    level: 'caution',
  }),
  // Consciousness
  flag(
    'unconscious',
    `\\bun ?con[sc]+ious\\w*|\\bunresponsive\\b|\\bpass(?:ed|ing|es)? out\\b|\\bblack(?:ed|ing)? out\\b|\\bcollaps\\w+|\\bfaint(?:ed|s|ing)\\b|\\bout cold\\b|\\bin and out of consciousness\\b|\\b(?:lost|losing|loses|loss of) consciousness\\b|\\bbarely (?:conscious|awake|responding|responsive)\\b|\\bcomatose\\b|\\bkeel\\w* over\\b`,
  ),
  flag(
    'unconscious',
    `\\b(?:will|does|can|do|is|are|did|would) not (?:\\w+ ){0,2}?(?:wake|waking|woke|respond\\w*|answer me|answering|move|moving|open (?:\\w+ )?eyes|wakes|get up|stir\\w*)\\b|\\bnot (?:waking|wake|responding|responsive|reacting|moving|conscious)\\b|\\bno respons\\w*|\\b(?:hardly|barely|scarcely) (?:answers?|responds?|awake|wakes?|moves?|moving)\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'unconscious',
    `\\b(?:gone|went|is|are|goes|and|all) (?:completely )?(?:limp|lifeless|floppy)\\b|\\bdropped (?:to the (?:ground|floor)|dead)\\b|\\bjust dropped\\b|\\bface down\\b|\\bon the (?:\\w+ )?floor\\b[^.!?;]{0,30}\\b(?:not|no)\\b`,
    { firm: true },
  ),
  flag(
    'unconscious',
    `\\bgoing to (?:pass out|faint)\\b|\\b(?:feel|feels|feeling) (?:like )?(?:i am |i will )?(?:going to )?(?:faint\\w*|pass\\w* out)\\b`,
  ),
  flag(
    'unconscious',
    `\\bdizz\\w*|\\blight ?headed\\w*|\\bnearly (?:passed out|fainted)\\b|\\balmost (?:passed out|fainted)\\b`,
    { level: 'caution' },
  ),
  // Stroke
  flag('stroke', `\\bstrokes?\\b`),
  flag(
    'stroke',
    `${near('face|mouth|smile|side|eyelid|lip|cheek', 'droop\\w*|crooked|hanging|falling|dropp?\\w*|sagg\\w*|lopsided|numb\\w*|paraly\\w*|went dead', 35)}|\\bdroopy\\b`,
    { firm: true },
  ),
  flag(
    'stroke',
    `\\bslur\\w*|\\b(?:can|could|does|would|is|will|are|did|do) not (?:\\w+ ){0,2}?(?:speak|talk|say|find (?:any |the )?words)\\b|\\bgibberish\\b|\\bspeech (?:is )?(?:all )?(?:weird|strange|jumbled|garbled|gone|funny)\\b|\\b(?:talking|talks|makes?|making) (?:nonsense|no sense)\\b|\\bnot making sense\\b`,
    { negative: true },
  ),
  flag(
    'stroke',
    `${near('sudden\\w*|out of nowhere|all of a sudden', 'weak\\w*|numb\\w*|vision|blind\\w*|see|confus\\w*|headache|speech|dizz\\w*|walk|balance|paraly\\w*|blurr\\w*', 40)}|\\bthunderclap\\b|\\bworst headache\\b|\\bdouble vision\\b`,
  ),
  flag(
    'stroke',
    `\\b(?:can|could|does|will) not (?:\\w+ )?(?:move|lift|feel|raise|use|hold) (?:my|his|her|one|the|an?)\\b[^.!?;]{0,20}\\b(?:arms?|legs?|side|hand|cup|body|face|limbs?)\\b|\\b(?:arm|hand|leg|side)\\b[^.!?;]{0,20}\\b(?:limp|floppy|dead|paraly\\w*|weak)\\b|\\barm weak\\w*|${near('face|arm', 'numb\\w*|weak\\w*', 20)}|\\bone (?:half|side) of (?:my|his|her|the) (?:body|face)\\b`,
    { negative: true },
  ),
  flag('stroke', `${near('numb\\w*|tingl\\w*', 'hand|arm|leg|face|foot|fingers?', 30)}`, {
    level: 'caution',
  }),
  // Bleeding
  flag(
    'bleeding',
    `${near('bleed\\w*|blood', 'heavil?y?|a ?lot|lots|loads|severe\\w*|bad\\w*|everywhere|not stop\\w*|will not|can not|nonstop|non stop|uncontroll\\w*|pouring|pour\\w*|gush\\w*|spurt\\w*|squirt\\w*|spray\\w*|pool\\w*|soak\\w*|losing|lost|so much|too much|all over|mouthfuls?|clots?|full of|head|pregnan\\w*|hours?|deep', 35)}|\\bbleeding out\\b|\\bhemorrhag\\w*|\\bhaemorrhag\\w*`,
    { negative: true },
  ),
  flag(
    'bleeding',
    `\\b(?:can not|will not|does not|would not) (?:\\w+ ){0,2}?stop (?:the |this )?bleeding\\b|\\bbleeding (?:\\w+ ){0,6}?(?:will|does|can|would|did|has|is) not (?:\\w+ )?(?:stop\\w*|slow\\w*)|\\b(?:blood|wound) (?:\\w+ )?will not stop\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'bleeding',
    `\\b(?:vomit\\w*|throw\\w* up|cough\\w*|spit\\w*|puk\\w*|pass\\w*|pee\\w*|poop\\w*) (?:\\w+ ){0,3}?blood\\b|\\b(?:gushing|spurting|squirting)\\b|\\b(?:stitches|wound)\\b[^.!?;]{0,25}\\b(?:burst|ripped open|split)\\b|\\bsoak(?:ed|ing|s)? (?:\\w+ ){0,3}(?:red|through|pad|towel|pads)\\b|\\bsoaked red\\b`,
    { firm: true },
  ),
  flag(
    'bleeding',
    `\\b(?:cut|chopped|sliced|sawed|severed|ripped|tore|torn|bit) (?:\\w+ ){0,3}?off\\b[^.!?;]{0,25}\\b(?:finger|toe|hand|arm|leg|foot|thumb|tip)|\\b(?:finger|toe|hand|arm|leg|foot|thumb)\\b[^.!?;]{0,25}\\b(?:cut|chopped|sliced|severed|ripped|torn) off\\b|\\b(?:sliced|slashed|gashed) (?:his|her|my|their)\\b|\\bamputat\\w*`,
    { firm: true },
  ),
  flag(
    'bleeding',
    `\\bblood\\b[^.!?;]{0,25}\\b(?:stool|poo|poop|urine|pee|wipe|nose|gums)\\b|\\b(?:stool|poo|poop)\\b[^.!?;]{0,15}\\bblack\\b|\\bnose ?bleeds?\\b|\\bgums (?:are )?bleed\\w*|\\bspotting\\b`,
    { level: 'caution' },
  ),
  flag(
    'bleeding',
    `\\b(?:is|am|are|keeps?|still|starts?|started|and|wound|bleeding) bleeding\\b|\\bbleeding (?:please|help|now|from)\\b`,
  ),
  // Poisoning and overdose
  flag('poisoning', `\\boverdos\\w*|\\bod'?d\\b|\\bo\\.?d'?ed\\b|\\bnarcan\\b|\\bpoison(?:ed|ing)\\b`),
  flag(
    'poisoning',
    near(
      'took|taken|take|takes|swallow\\w*|ate|eaten|drank|drinks?|drinked|injected|gave|got into|snorted|chugged|had|has',
      `(?:too (?:many|much)|whole|entire|bottle of|bottles? of|all|bunch of|handful of|handfuls? of|double|triple|twice|two dozen|\\d{2,} of|\\d{2,}|loads of|lots of|week of) (?:\\w+ ){0,4}?(?:${pills})|(?:${poison})`,
      25,
    ),
    { firm: true },
  ),
  flag(
    'poisoning',
    `\\btoo (?:many|much) (?:\\w+ )?(?:${pills})\\b|\\b(?:snorted|injected|shot up)\\b|\\b(?:ate|swallowed|drank|drinked|got into)\\b[^.!?;]{0,30}\\b(?:${pills}|${poison})\\b|\\bmixed\\b[^.!?;]{0,20}\\b(?:cleaning|bleach|chemicals)\\b|\\bfoam(?:s|ing)?\\b|\\b(?:snake|rattlesnake|spider|scorpion|viper|cobra)\\b[^.!?;]{0,15}\\b(?:bit|bite|bitten)\\b|\\b(?:bit|bite|bitten|stung)\\b[^.!?;]{0,20}\\b(?:snake|rattlesnake|scorpion|viper|cobra|black widow)\\b`,
    { firm: true },
  ),
  flag(
    'poisoning',
    `${near('twice|double|extra|too much|wrong', `${pills}|dose`, 30)}|\\b(?:licked|drank|swallowed|ate) (?:\\w+ ){0,3}(?:sanitizer|soap|shampoo|lotion|perfume|plant|berries)\\b`,
    { level: 'caution' },
  ),
  // Allergy
  flag(
    'anaphylaxis',
    `\\banaph[iy]la\\w*|${near('throat|tongue|lips?|face|mouth|eyes', 'swell\\w*|swollen|clos\\w*|puff\\w*|blowing up|balloon|tight\\w*', 40)}|\\bthroat swelling\\b`,
    { firm: true },
  ),
  flag(
    'anaphylaxis',
    `\\b(?:used|injected|gave)\\b[^.!?;]{0,20}\\bepi ?pen\\b|\\bno epi ?pen\\b|${near('allerg\\w*', 'ate|eaten|shock|can not|swell\\w*|swollen|throat|severe|bad|having|stung|reaction', 45)}|${near('hives', 'throwing up|vomit\\w*|all over|covered|breath\\w*|throat|dizzy|swell\\w*', 35)}|${near('stung|sting', 'wheez\\w*|swell\\w*|swollen|breath\\w*|dizzy|throat', 40)}`,
  ),
  flag('anaphylaxis', `\\bhives\\b|\\brash\\b[^.!?;]{0,25}\\b(?:pills?|medication|medicine|antibiotic)`, {
    level: 'caution',
  }),
  // Seizure
  flag(
    'seizure',
    `\\bseizures?\\b|\\bseiz(?:ing|ed)\\b(?! the)|\\bconvuls\\w*|\\b(?:is|am|are|was|started|keeps?|she|he) fitting\\b|\\b(?:having|had|has|one|another|a) (?:a )?fits?\\b(?! in| for| with)|\\bjerking\\b|\\beyes? (?:are )?roll\\w* back\\b|${near('shak\\w*|twitch\\w*', 'will not stop|can not stop|all over|whole body|bite|bit|body|stiff|mouth', 30)}|\\bwent stiff\\b|\\bstatus epilepticus\\b`,
  ),
  flag('seizure', `\\bstaring spells?\\b`, { level: 'caution' }),
  // Self-harm
  flag(
    'self_harm',
    `\\bsuic\\w*|\\bkms\\b|\\bunalive\\b|\\bkill(?:ing)? (?:my|him|her|them)sel(?:f|ves)\\b|\\b(?:hurt|harm|cut|injur|shoot|hang|drown|poison|starve)(?:t?ing)? (?:my|him|her|them)sel(?:f|ves)\\b|\\bself[- ]?harm\\w*|\\b(?:shoot|hang) (?:my|him|her)self\\b`,
    { firm: true },
  ),
  flag(
    'self_harm',
    `\\bend(?:ing)? (?:it all|it|my life|my own life|his life|her life|things|everything)\\b|\\b(?:take|taking|finish|finish with|finishing) (?:with )?(?:my|his|her) (?:own )?life\\b|\\bwants? to die\\b|\\bwant (?:to be )?dead\\b|\\bready to (?:die|go)\\b|\\bwish(?:ed|es)? (?:i|he|she) (?:was|were|had|would|could)\\b[^.!?;]{0,20}\\b(?:dead|die|died|never (?:been )?born|not wake|disappear|gone)\\b|\\bplan to (?:die|end)\\b|\\bquickest way to die\\b|\\bhow (?:can|do|would|could) i (?:die|kill)\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'self_harm',
    `\\bnot want to (?:live|be alive|be here|exist|wake up|go on|be around|continue)\\b|\\bnot want (?:to )?live\\b|\\bnot be (?:here|around) (?:by then|anymore|any more|much longer|tomorrow)\\b|\\b(?:would|will) not be around\\b|\\b(?:never|not) (?:to )?wake up\\b(?! (?:early|on time|at))|\\bcan not (?:go on|do this anymore|do this any more|take (?:it|this|the pain|life) any ?more|live like this|live anymore|keep going|cope anymore)\\b|\\b(?:do|did) not see (?:a|any) (?:reason|point)\\b|\\bno (?:reason|point|purpose) (?:in |to )?(?:liv\\w*|go\\w*|keep|life|continu\\w*)|\\blife is(?: not)? (?:worth|pointless|meaningless)|\\blife (?:is )?not worth\\b|\\bnot worth (?:living|it any ?more)\\b|\\bnothing (?:left )?to live for\\b|\\bwant(?:s)? out\\b|\\bwant it (?:all )?to (?:be over|end|stop)\\b|\\bmake it stop for good\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'self_harm',
    `\\bbetter off (?:without me|dead|if i)\\b|\\b(?:happier|better) (?:place |off )?if i (?:was|were|am|died|is)\\b|\\bbetter (?:off |place )?without me\\b|\\bif i (?:was|were|am|got) (?:gone|dead|not here|not around|not in it)\\b|\\b(?:burden) (?:to|on)\\b|\\btired of (?:living|life|being alive|existing)\\b|\\bdone with (?:life|living)\\b|\\bsick of (?:living|life)\\b|\\bgoodbye (?:letters?|notes?|texts?)\\b|\\b(?:said|saying|texted|wrote|written)\\b[^.!?;]{0,20}\\bgoodbye\\b[^.!?;]{0,30}\\b(?:end\\w*|letter|forever)|\\bjoin (?:her|him|them) in heaven\\b|\\bwant to join (?:her|him)\\b|\\b(?:gave|giving) away (?:all )?my\\b|\\bdisappear forever\\b|\\bsaving up (?:my )?(?:tablets|pills|meds)\\b|\\bpills? in front of me\\b|\\bon (?:the|a) (?:bridge|ledge|roof)\\b|\\bwhat i might do to myself\\b|\\bscared of (?:myself|what i)\\b|\\bvoices\\b[^.!?;]{0,25}\\b(?:telling|tell|kill|hurt)\\b|\\bcutting (?:my|her|his) (?:arms?|wrists?|legs?|self)\\b|\\bcut (?:my|her|him)self\\b|\\bhas a gun\\b|\\bsleep (?:forever|and never)\\b`,
    { firm: true },
  ),
  flag(
    'self_harm',
    `\\b(?:feel\\w*|been) (?:\\w+ ){0,3}?(?:hopeless|empty|worthless|so low|really low|very low|very down|numb inside)\\b|\\bhopeless(?:ness)?\\b|\\bnothing makes me happy\\b|\\bused to self harm\\b`,
    { level: 'caution' },
  ),
  // Injuries
  flag(
    'trauma',
    `${near('fell|fall|fallen|falls|dropped|thrown', 'roof|not talk|stairs|ladder|window|balcony|tree|bunk|height|can not (?:move|get up|feel|walk)|not (?:move|moving|feel)|vomit\\w*|throwing up|sleepy|neck|head|hip|unconscious|trapped|legs?|knocked', 60)}|\\b(?:hit|struck|run over|knocked down) by (?:a |the )?(?:car|truck|bus|train|van|bike|motorcycle|lorry)\\b|\\brun over\\b|\\bcar (?:crash|accident|wreck)\\b|\\b(?:motorcycle|motorbike|bike|bicycle) (?:accident|crash)\\b|\\bcrash(?:ed)? (?:just now|my|the) `,
  ),
  flag(
    'trauma',
    `\\bbones?\\b[^.!?;]{0,20}\\b(?:stick\\w*|sticking|poking|through|out)\\b|\\b(?:bent|twisted|facing) the wrong way\\b|\\bimpal\\w*|\\bstuck in (?:him|her|me|my|his)\\b|\\b(?:nail|glass|metal|knife|stick|rod|wire)\\b[^.!?;]{0,25}\\b(?:in|into|through) (?:my|his|her|the|an?) (?:eye|head|neck|chest|stomach|leg|arm|hand|foot)\\b|\\bnail gun\\b|\\b(?:crushed|trapped|pinned)\\b(?! by work)|\\bfell on (?:a |an |the |him|her|me|dad|mom|mum)`,
    { firm: true },
  ),
  flag(
    'trauma',
    `${near('head', 'hit|hard|injur\\w*|kick\\w*|bang\\w*|smash\\w*|fractur\\w*|crack\\w*', 30)}|${near('hit|kicked|bump\\w*|bang\\w*', 'vomit\\w*|throwing up|seeing double|sleepy|confus\\w*|unconscious', 50)}|\\bclear fluid\\b|\\bskull\\b|\\bnot feel (?:my |his |her )?(?:legs?|feet|arms?)\\b`,
  ),
  flag(
    'trauma',
    `\\bhead ?injur\\w*|\\bconcussion\\b|\\bbroken neck\\b|\\bbroke (?:my|his|her) (?:neck|back)\\b|\\bspinal\\b[^.!?;]{0,10}\\binjur\\w*`,
  ),
  flag(
    'trauma',
    `\\b(?:twisted|sprained|rolled) (?:my|his|her)\\b|\\bhad a fall\\b|\\bbumped (?:my|his|her) head\\b`,
    { level: 'caution' },
  ),
  // Burns
  flag(
    'burn',
    `\\b(?:scald\\w*|burn(?:ed|t|s)?|burning)\\b[^.!?;]{0,30}\\b(?:face|arm|hands?|body|chest|leg|bad\\w*|hot|oil|water|huge|skin|degree|eyes|chemical|severe\\w*|fire|throat|peel\\w*|feel)\\b|\\b(?:bad\\w*|severe\\w*|chemical|3rd degree|third degree|second degree|2nd degree|huge) (?:\\w+ )?burn\\w*|\\b(?:caught|on) fire\\b|\\bhouse (?:is )?(?:on fire|burning)\\b|\\bscalded\\b|\\bboiling (?:water|hot|oil|soup|tea|coffee)\\b|\\bskin (?:is )?(?:coming|peeling|falling) off\\b|\\b(?:acid|bleach|chemicals?|lye)\\b[^.!?;]{0,20}\\beyes?\\b|\\bexplo(?:sion|ded)\\b|\\bhot (?:soup|oil|tea|coffee|water|grease)\\b[^.!?;]{0,25}\\b(?:on|over|all)\\b|\\bface burned\\b`,
  ),
  flag(
    'burn',
    `\\b(?:small|minor|little) burn\\b|\\bburn(?:ed|t)? (?:my|his|her) (?:finger|hand|tongue)\\b|\\bblister\\w*`,
    { level: 'caution' },
  ),
  // Pregnancy
  flag(
    'pregnancy',
    `${near('pregn\\w*|pregnat|preggo|expecting|wks?|trimester', 'bleed\\w*|blood|seizure|convuls\\w*|seeing spots|headache|cramp\\w*|leak\\w*|fluid|faint\\w*|fell|fall|severe|shoulder|not felt|not feel\\w*|pass\\w* out|bad pain', 60)}|\\bwaters? (?:just )?(?:broke|broken)\\b|\\bin lab(?:o|ou)r\\b|\\bbaby(?: is|s| s)? (?:coming|head)\\b|\\bgiving birth\\b|\\bcontractions?\\b|\\bmiscarr\\w*|\\bumbilical\\b|\\bcord (?:is )?(?:hanging|coming|out)\\b|\\bbaby s? ?head (?:is )?(?:coming )?out\\b`,
  ),
  flag(
    'pregnancy',
    `\\b(?:have )?not (?:felt|feel\\w*) (?:the |my )?baby (?:move|moving|kick\\w*)\\b|\\bbaby (?:has |is )?(?:not|stopped) (?:mov\\w*|kick\\w*)\\b|\\bsoak\\w* (?:a |through )?pads?\\b`,
    { firm: true, negative: true },
  ),
  flag(
    'pregnancy',
    `${near('pregn\\w*', 'spotting|swollen|swelling|headaches?|itch\\w*|vomit\\w*', 40)}|\\bbaby is kicking less\\b|\\bkicking less\\b|\\bmoving less\\b`,
    { level: 'caution' },
  ),
  // Infants
  flag(
    'infant',
    near(
      'baby|babies|newborn|infant|bub|week old|weeks old|wk old|month old|toddler|twins?|weeks',
      `(?:${blue})|limp|floppy|not wake|will not wake|weird|pauses|stopped breath\\w*|choking|bulging|stiff|grunt\\w*|no wet|unresponsive|purple|not drink|will not (?:drink|feed|eat)|rash that|not fade|fever of|dropped|hard to wake|screaming`,
      60,
    ),
  ),
  flag(
    'infant',
    `\\b(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight) ?(?:week|weeks|wk|day|days)[- ]old\\b[^.!?;]{0,40}\\b(?:fever|hot|temp\\w*|10\\d|3[89])\\b|\\b(?:newborn)\\b[^.!?;]{0,30}\\b(?:fever|hot|temp\\w*)\\b|\\brash\\b[^.!?;]{0,30}\\b(?:glass|fade)\\b|\\bsoft spot\\b|\\bdropped the baby\\b|\\b(?:month old)\\b[^.!?;]{0,30}\\b(?:really hot|39|40|104|105|will not drink)\\b`,
    { firm: true },
  ),
  flag(
    'infant',
    near(
      'baby|newborn|infant|toddlers?|month old|months old|week old',
      'fever|temp\\w*|diarrh?ea|cough\\w*|vomit\\w*|rash|ear|crying',
      50,
    ),
    { level: 'caution' },
  ),
  // Pain
  flag(
    'severe_pain',
    `\\b(?:unbearable|excruciating|agoni[sz]ing|worst|tearing|ripping|extreme|intense) (?:\\w+ ){0,3}?(?:pain|headache|ache)\\b|\\b(?:10|ten)(?: out of |/)(?:10|ten)\\b|\\bscreaming (?:in|with) (?:\\w+ )?(?:pain|agony)\\b|\\bso much pain\\b|\\bpain (?:is )?so (?:strong|bad|severe|much|intense)\\b|\\bpain of my life\\b|\\bin agony\\b|\\bhurts so (?:bad|much)\\b[^.!?;]{0,30}\\b(?:can not|not)\\b|\\bhard as a board\\b|${near('severe', 'pain', 25)}|${near('headache', 'stiff neck|fever', 30)}|\\b(?:side|stomach|belly)\\b[^.!?;]{0,20}\\bscreaming\\b|${near('leg', 'short of breath|breath\\w*', 50)}`,
  ),
  flag(
    'severe_pain',
    `\\b(?:bad|strong|terrible|awful|horrible|sharp) (?:\\w+ ){0,2}?(?:pain|headache|migraine|cramps)\\b|\\bmigraine is\\b|\\bright side\\b`,
    { level: 'caution' },
  ),
  // Diabetes
  flag(
    'diabetic',
    `\\b(?:blood )?(?:sugars?|glucose)\\b[^.!?;]{0,30}\\b(?:[1-4]?\\d|5[0-4]|[4-9]\\d\\d|hi|high and)\\b(?!\\d|s\\b|%| ?am| ?pm)|\\bketo(?:acidosis|nes)\\b|\\bketones\\b|\\bdka\\b|\\bhypo\\b|\\bhypoglyc\\w*|\\btoo much insulin\\b|\\binsulin (?:twice|double)\\b|${near('diabet\\w*|type 1|insulin', 'unconscious|confus\\w*|can not wake|not wake|nonsense|shak\\w*|vomit\\w*|drowsy|sleepy|seeing blurry|passed out|sweat\\w*|not swallow', 60)}|\\bbreath smells\\b|\\bketones\\b`,
    { negative: true },
  ),
  flag(
    'diabetic',
    `\\bsugars?\\b[^.!?;]{0,30}\\b(?:in the )?(?:[2-3]\\d\\ds?|high|low|\\d\\d0s)\\b|\\bglucose\\b[^.!?;]{0,30}\\b(?:high|low)\\b`,
    { level: 'caution' },
  ),
  // Heat and cold
  flag(
    'heat_cold',
    `\\bheat ?stroke\\b|\\bhypothermi\\w*|\\bfrost ?bit\\w*|${near('heat|sun|hot car|sauna', 'confus\\w*|collaps\\w*|stopped sweating|unconscious|not wak\\w*|will not|burning up|passed out', 50)}|\\bhot car\\b|${near('freezing|ice cold|snow|cold', 'mumbl\\w*|not shiver\\w*|black|numb|hardly|barely|confus\\w*|not wak\\w*|all night', 50)}|\\b(?:temp\\w*|fever)\\b[^.!?;]{0,15}\\b(?:10[5-9]|41|42)\\b|\\bhallucinat\\w*`,
    { negative: true },
  ),
  flag('heat_cold', `\\bin the (?:heat|sun) all day\\b|\\bheat exhaustion\\b|\\bsun ?stroke\\b`, {
    level: 'caution',
  }),
  // Water, electricity
  flag(
    'drowning',
    `\\bdrown(?:ed|ing|s)?\\b|\\bunder ?water\\b|\\bwent under\\b|${near('pool|lake|pond|river|sea|bath', 'fell|pulled|not breath\\w*|face down|found|unconscious', 40)}`,
  ),
  flag('drowning', `\\bpool water\\b|\\bswallowed (?:\\w+ ){0,4}water\\b`, { level: 'caution' }),
  flag(
    'electric_shock',
    `\\belectrocut\\w*|\\b(?:struck|hit) by lightning\\b|\\belectric(?:al)? shock\\b|\\blive wire\\b|\\bhigh voltage\\b|\\bgot zapped\\b|\\bbig shock\\b|${near('fork|finger|knife|hand', 'socket|outlet|toaster', 30)}`,
    { firm: true },
  ),
  flag('electric_shock', `\\b(?:small|little|mild) shock\\b`, { level: 'caution' }),
  // Violence
  flag(
    'violence',
    `\\bstabb?(?:ed|ing)?\\b|\\b(?:was|been|got|is|were|someone|somebody|he|she) shot\\b|\\bgun ?shots?\\b|\\bshooting\\b|\\bshooter\\b|\\bstrangl\\w*|\\brap(?:ed|ing)\\b|\\bassault\\w*|\\bbeat(?:en)? (?:me|him|her|them)\\b|\\bbeat(?:ing|en)? up\\b|\\b(?:is|was|keeps|are) (?:hitting|beating|attacking|hurting|choking|threatening|kicking) (?:me|my|him|her|us|a|the)\\b|\\b(?:attacked|mugged|jumped)\\b|\\bgoing to kill (?:me|him|her|us|my)\\b|\\b(?:man|guy|someone|somebody|person|woman|patient)\\b[^.!?;]{0,15}\\b(?:knife|gun|weapon)\\b|\\bhas a (?:knife|weapon)\\b`,
  ),
  flag(
    'violence',
    `\\bpush(?:es|ed|ing)? me around\\b|\\bnot feel safe\\b|\\b(?:unsafe|scared) at home\\b|\\bhits me\\b|\\babus(?:ed|ive|ing)\\b`,
    { level: 'caution', negative: true },
  ),
  // Said as such
  flag(
    'explicit',
    `\\b(?:call|need|send|get|want|phone|ring|dispatch|sent|bring|request|have|where is|come with|someone call|an?) (?:\\w+ ){0,4}?(?:ambulance|ambulence|paramedics?|911|112|999|000|emt)\\b|\\b(?:911|999|112)\\b`,
  ),
  flag(
    'explicit',
    `\\b(?:need|needs|want|wants|require|requires|get|send|give) (?:\\w+ ){0,4}?(?:urgent|emergency|immediate) (?:\\w+ )?(?:help|care|assistance|attention|treatment|medical)\\b|\\b(?:urgent|immediate|emergency) (?:medical )?(?:help|assistance|attention)\\b|\\b(?:this|it|that) is (?:an |a )?(?:\\w+ )?(?:emergency|life)\\b|\\bmedical emergency\\b|^(?:\\W|help|please|me|its?|is|an?|oh|god|omg|urgent)*emergency(?:\\W|help|please|now|me)*$|\\bemergency[!. ]*(?:help|please|now)\\b|\\b(?:help|please)[^.?;]{0,20}\\bemergency\\b|\\bsend help\\b|\\bsos\\b|\\bcode blue\\b|\\b(?:go|going|get|take|taking|rush\\w*|bring\\w*) (?:\\w+ ){0,3}?(?:to )?(?:the )?(?:er|emergency room|a&e|ed)\\b|\\bdoctor right now\\b|\\bhurry\\b|\\bin a bad way\\b|\\blife threatening\\b|\\bsomeone (?:come|help) (?:now|please|quick\\w*)\\b`,
  ),
  flag(
    'explicit',
    `\\b(?:${someone}|think|is|am|are|s|be|feel like i am|will) (?:is |are |am |s |just |going to |might |may |about to |slowly )?(?:dying|die|dead)\\b(?! to| of bored| of hung| laugh| of curio| tired| on my feet)`,
  ),
];
