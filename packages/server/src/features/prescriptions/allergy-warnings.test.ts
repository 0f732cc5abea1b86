import { describe, expect, it } from 'vitest';
import { allergyWarnings } from './allergy-warnings.js';
import { drugFamilies } from './drug-families.js';

describe('allergyWarnings', () => {
  it('says so when the medication is of the family that the patient is allergic to', () => {
    expect(allergyWarnings('Amoxicillin', 'Penicillin')).toEqual([
      'The patient is recorded as allergic to Penicillin; Amoxicillin is a penicillin.',
    ]);
  });

  it.each([
    ['Penicillin V', 'penicillin'],
    ['Phenoxymethylpenicillin', 'Penicillin'],
    ['Penicillin G', 'PENICILLINS'],
    ['Augmentin 625 mg', 'allergic to penicillin (rash)'],
    ['Cefalexin', 'Penicillin'],
    ['Naproxen', 'Ibuprofen'],
    ['Aspirin', 'NSAIDs'],
    ['Diclofenac sodium', 'aspirin'],
    ['Co-trimoxazole', 'Sulfa drugs'],
    ['Sulfamethoxazole/trimethoprim', 'sulfa'],
    ['Lisinopril', 'ACE inhibitors'],
    ['Atorvastatin', 'Statins'],
    ['Codeine', 'Morphine'],
    ['Azithromycin', 'erythromycin'],
    ['Ciprofloxacin', 'Quinolones'],
    ['Doxycycline', 'tetracycline'],
    ['Hydrocortisone cream', 'cortisone'],
    ['Povidone-iodine', 'Iodine'],
    ['Ibuprofène', 'ibuprofene'],
  ])('warns of %s for "%s"', (medication, allergies) => {
    expect(allergyWarnings(medication, allergies)).toHaveLength(1);
  });

  it.each([
    ['Lisinopril', 'Penicillin'],
    ['Amoxicillin', null],
    ['Amoxicillin', ''],
    ['Amoxicillin', 'none'],
    ['Amoxicillin', 'No known allergies'],
    ['Amoxicillin', 'NKDA'],
    ['Amoxicillin', 'No known drug allergies.'],
    ['Amoxicillin', 'N/A'],
    ['Morphine sulfate', 'Sulfa'],
    ['Nystatin', 'statin'],
    ['Spironolactone', 'Iron'],
    ['Paracetamol tablets', 'Aspirin tablets'],
    ['Folic acid', 'mefenamic acid'],
    ['Lisinopril', 'hives since April'],
    ['Naproxen sodium', 'Sodium nitrite'],
    ['Penicillamine', 'Latex'],
  ])('does not warn of %s for %j', (medication, allergies) => {
    expect(allergyWarnings(medication, allergies)).toEqual([]);
  });

  it.each([
    'Peanuts, Penicillin',
    'Peanuts; Penicillin',
    'Peanuts\nPenicillin',
    'Peanuts and Penicillin',
    'Peanuts / Penicillin',
  ])('takes %j apart', (allergies) => {
    expect(allergyWarnings('Amoxicillin', allergies)).toEqual([
      'The patient is recorded as allergic to Penicillin; Amoxicillin is a penicillin.',
    ]);
  });

  it('warns once for every allergy that speaks against the medication', () => {
    expect(allergyWarnings('Ibuprofen', 'Aspirin, Ibuprofen, Ibuprofen')).toEqual([
      'The patient is recorded as allergic to Aspirin; Ibuprofen is an NSAID.',
      'The patient is recorded as allergic to Ibuprofen; Ibuprofen matches it.',
    ]);
  });

  it('names the family that a drug may cross-react with', () => {
    expect(allergyWarnings('Cefuroxime', 'Amoxicillin')).toEqual([
      'The patient is recorded as allergic to Amoxicillin; Cefuroxime is a cephalosporin, to which those allergic to a penicillin may react too.',
    ]);
  });
});

describe('drugFamilies', () => {
  it('keeps its names in the form in which they are compared', () => {
    const names = drugFamilies.flatMap(({ names, members }) => [...names, ...members]);
    expect(names.filter((name) => !/^[a-z]+(?: [a-z]+)*$/.test(name))).toEqual([]);
  });

  it('cross-reacts with families that exist', () => {
    const known = drugFamilies.map(({ one }) => one);
    for (const one of drugFamilies.flatMap(({ crossReactsWith = [] }) => crossReactsWith)) {
      expect(known).toContain(one);
    }
  });
});
