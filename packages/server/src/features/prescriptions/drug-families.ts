/** Drugs to which a person is commonly allergic together. */
export interface DrugFamily {
  /** As in "Amoxicillin is a penicillin". */
  readonly one: string;
  /** What the whole family is called; the plural in -s is understood. */
  readonly names: readonly string[];
  /** Its drugs, by international, American and well-known brand names. */
  readonly members: readonly string[];
  /** The stem of international names that only drugs of this family have. */
  readonly stem?: RegExp;
  /** Families, by `one`, whose allergy speaks against this one too. */
  readonly crossReactsWith?: readonly string[];
}

/**
 * For warnings, not for decisions: the list knows the families that allergies are usually recorded for. All names
 * are normalised: lower case, no accents, one space for any punctuation.
 */
export const drugFamilies: readonly DrugFamily[] = [
  {
    one: 'a penicillin',
    names: ['penicillin', 'pcn', 'beta lactam', 'beta lactam antibiotic'],
    members: [
      ...['amoxil', 'amoxiclav', 'co amoxiclav', 'augmentin', 'unasyn', 'tazocin', 'zosyn', 'timentin'],
      ...['benzathine', 'bicillin', 'pivmecillinam', 'sultamicillin', 'co fluampicil'],
    ],
    stem: /cillins?$/,
  },
  {
    one: 'a cephalosporin',
    names: ['cephalosporin', 'cefalosporin', 'beta lactam', 'beta lactam antibiotic'],
    members: [
      ...['cephalexin', 'cephradine', 'cephazolin', 'cephalothin', 'keflex', 'ancef', 'zinacef', 'ceftin'],
      ...['rocephin', 'fortaz', 'maxipime', 'omnicef', 'suprax'],
    ],
    stem: /^cef/,
    crossReactsWith: ['a penicillin'],
  },
  {
    one: 'a carbapenem',
    names: ['carbapenem'],
    members: ['imipenem', 'meropenem', 'ertapenem', 'doripenem', 'primaxin', 'invanz', 'merrem'],
  },
  {
    one: 'a sulfonamide',
    names: [
      ...['sulfonamide', 'sulphonamide', 'sulfa', 'sulpha', 'sulfa drug', 'sulpha drug'],
      ...['sulfa antibiotic', 'sulfonamide antibiotic'],
    ],
    members: [
      ...['sulfamethoxazole', 'sulfadiazine', 'sulfasalazine', 'sulfacetamide', 'sulfisoxazole'],
      ...['sulfadoxine', 'sulfanilamide', 'sulfadimidine', 'sulfapyridine', 'mafenide'],
      ...['co trimoxazole', 'cotrimoxazole', 'bactrim', 'septra', 'septrin', 'silvadene', 'azulfidine'],
    ],
  },
  {
    one: 'an NSAID',
    names: [
      ...['nsaid', 'non steroidal anti inflammatory', 'nonsteroidal anti inflammatory'],
      ...['non steroidal anti inflammatory drug', 'nonsteroidal anti inflammatory drug', 'anti inflammatory'],
      ...['anti inflammatories', 'salicylate'],
    ],
    members: [
      ...['aspirin', 'acetylsalicylic acid', 'asa', 'ibuprofen', 'naproxen', 'diclofenac', 'aceclofenac'],
      ...['indomethacin', 'indometacin', 'ketorolac', 'etodolac', 'nabumetone', 'sulindac', 'tolmetin'],
      ...['mefenamic acid', 'tolfenamic acid', 'diflunisal', 'salsalate', 'nimesulide', 'oxaprozin'],
      ...['advil', 'motrin', 'nurofen', 'brufen', 'aleve', 'naprosyn', 'voltaren', 'voltarol', 'cataflam'],
      ...['toradol', 'celebrex', 'arcoxia', 'mobic', 'feldene', 'ecotrin', 'alka seltzer'],
    ],
    stem: /(?:profen|oxicam|coxib)$/,
  },
  {
    one: 'an ACE inhibitor',
    names: ['ace inhibitor', 'acei', 'angiotensin converting enzyme inhibitor'],
    members: [
      ...['lisinopril', 'enalapril', 'enalaprilat', 'ramipril', 'captopril', 'perindopril', 'benazepril'],
      ...['fosinopril', 'quinapril', 'trandolapril', 'moexipril', 'cilazapril', 'imidapril', 'zofenopril'],
      ...['zestril', 'prinivil', 'zestoretic', 'vasotec', 'altace', 'tritace', 'coversyl', 'lotensin'],
    ],
  },
  {
    one: 'a statin',
    names: ['statin', 'hmg coa reductase inhibitor'],
    members: ['lipitor', 'crestor', 'zocor', 'pravachol', 'lescol', 'livalo', 'mevacor', 'vytorin'],
    stem: /vastatin$/,
  },
  {
    one: 'an opioid',
    names: ['opioid', 'opiate', 'narcotic'],
    members: [
      ...['codeine', 'dihydrocodeine', 'co codamol', 'co dydramol', 'morphine', 'diamorphine', 'heroin'],
      ...['hydromorphone', 'oxymorphone', 'oxycodone', 'hydrocodone', 'tramadol', 'tapentadol', 'methadone'],
      ...['fentanyl', 'alfentanil', 'remifentanil', 'sufentanil', 'buprenorphine', 'pethidine', 'meperidine'],
      ...['nalbuphine', 'butorphanol', 'pentazocine', 'levorphanol', 'oxycontin', 'percocet', 'endone'],
      ...[
        'vicodin',
        'norco',
        'dilaudid',
        'demerol',
        'duragesic',
        'ultram',
        'suboxone',
        'subutex',
        'ms contin',
      ],
    ],
  },
  {
    one: 'a macrolide',
    names: ['macrolide', 'macrolide antibiotic'],
    members: [
      'roxithromycin',
      'spiramycin',
      'josamycin',
      'zithromax',
      'z pak',
      'biaxin',
      'klacid',
      'erythrocin',
    ],
    stem: /thromycin$/,
  },
  {
    one: 'a fluoroquinolone',
    names: ['fluoroquinolone', 'quinolone'],
    members: ['cipro', 'levaquin', 'avelox', 'tavanic', 'nalidixic acid'],
    stem: /floxacin$/,
  },
  {
    one: 'a tetracycline',
    names: ['tetracycline', 'tetracycline antibiotic'],
    members: ['vibramycin', 'doryx', 'minocin', 'tygacil'],
    stem: /cyclines?$/,
  },
  {
    one: 'an aminoglycoside',
    names: ['aminoglycoside'],
    members: ['gentamicin', 'tobramycin', 'amikacin', 'neomycin', 'streptomycin', 'kanamycin', 'paromomycin'],
  },
  {
    one: 'a benzodiazepine',
    names: ['benzodiazepine', 'benzo'],
    members: [
      ...['chlordiazepoxide', 'clobazam', 'valium', 'ativan', 'xanax', 'klonopin', 'rivotril', 'restoril'],
    ],
    stem: /az(?:ep|ol)am$/,
  },
  {
    one: 'a local anaesthetic of the amide type',
    names: ['amide anaesthetic', 'amide anesthetic', 'amide local anaesthetic', 'amide local anesthetic'],
    members: [
      ...['lidocaine', 'lignocaine', 'xylocaine', 'bupivacaine', 'levobupivacaine', 'ropivacaine'],
      ...['mepivacaine', 'prilocaine', 'articaine', 'emla', 'marcaine'],
    ],
  },
];
