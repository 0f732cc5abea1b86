/** What brings a patient to a doctor, and what comes of it. */
export interface ClinicalCase {
  /** The code of the specialty that sees to it. */
  readonly specialty: string;
  readonly reason: string;
  readonly symptoms: string;
  readonly diagnosis: string;
  readonly plan: string;
  readonly medication: Medication;
}

export interface Medication {
  readonly name: string;
  readonly dosage: string;
  readonly frequency: string;
  readonly days: number;
  readonly instructions: string;
  readonly route: string;
}

/** Everyday adult medicine, for demonstrations and not for care; nothing of it is about anybody. */
export const clinicalCases: readonly ClinicalCase[] = [
  {
    specialty: 'cardiology',
    reason: 'High blood pressure at home',
    symptoms: 'Headache in the morning',
    diagnosis: 'Essential hypertension',
    plan: 'Less salt, more exercise, home readings twice a week',
    medication: {
      name: 'Lisinopril',
      dosage: '10 mg',
      frequency: 'Once daily',
      days: 90,
      instructions: 'In the morning, with or without food',
      route: 'oral',
    },
  },
  {
    specialty: 'cardiology',
    reason: 'Palpitations',
    symptoms: 'Irregular heartbeat, short of breath on stairs',
    diagnosis: 'Paroxysmal atrial fibrillation',
    plan: 'Rate control, echocardiography, review in six weeks',
    medication: {
      name: 'Bisoprolol',
      dosage: '2.5 mg',
      frequency: 'Once daily',
      days: 90,
      instructions: 'Do not stop suddenly',
      route: 'oral',
    },
  },
  {
    specialty: 'general_practice',
    reason: 'Sore throat and cough',
    symptoms: 'Cough, runny nose, mild fever for three days',
    diagnosis: 'Acute upper respiratory infection',
    plan: 'Rest and fluids; come back if the fever lasts',
    medication: {
      name: 'Paracetamol',
      dosage: '500 mg',
      frequency: 'Up to four times daily',
      days: 7,
      instructions: 'No more than four grams a day',
      route: 'oral',
    },
  },
  {
    specialty: 'general_practice',
    reason: 'Tired for weeks',
    symptoms: 'Fatigue, pale skin',
    diagnosis: 'Iron deficiency anaemia',
    plan: 'Iron tablets, blood count after two months, look for the cause',
    medication: {
      name: 'Ferrous sulfate',
      dosage: '200 mg',
      frequency: 'Every other day',
      days: 60,
      instructions: 'On an empty stomach, with orange juice',
      route: 'oral',
    },
  },
  {
    specialty: 'internal_medicine',
    reason: 'Follow-up of cholesterol',
    symptoms: 'None',
    diagnosis: 'Hypercholesterolaemia',
    plan: 'Mediterranean diet, statin, lipids in three months',
    medication: {
      name: 'Atorvastatin',
      dosage: '20 mg',
      frequency: 'Once daily',
      days: 90,
      instructions: 'In the evening; report muscle pain',
      route: 'oral',
    },
  },
  {
    specialty: 'neurology',
    reason: 'Recurrent headaches',
    symptoms: 'Throbbing pain on one side, nausea, shuns light',
    diagnosis: 'Migraine without aura',
    plan: 'Headache diary, regular sleep, treat attacks early',
    medication: {
      name: 'Sumatriptan',
      dosage: '50 mg',
      frequency: 'At the onset of an attack',
      days: 30,
      instructions: 'No more than two tablets a day',
      route: 'oral',
    },
  },
  {
    specialty: 'neurology',
    reason: 'Tingling in both hands',
    symptoms: 'Numb fingers at night',
    diagnosis: 'Carpal tunnel syndrome',
    plan: 'Wrist splint at night, nerve conduction study',
    medication: {
      name: 'Gabapentin',
      dosage: '100 mg',
      frequency: 'Three times daily',
      days: 28,
      instructions: 'May make drowsy',
      route: 'oral',
    },
  },
  {
    specialty: 'orthopedics',
    reason: 'Knee pain',
    symptoms: 'Stiff in the morning, worse on stairs',
    diagnosis: 'Osteoarthritis of the knee',
    plan: 'Physiotherapy, weight loss, gel for bad days',
    medication: {
      name: 'Diclofenac gel',
      dosage: '1 %',
      frequency: 'Three times daily',
      days: 21,
      instructions: 'On unbroken skin only',
      route: 'topical',
    },
  },
  {
    specialty: 'dermatology',
    reason: 'Itchy rash on the arms',
    symptoms: 'Dry, red, itching skin in the elbows',
    diagnosis: 'Atopic dermatitis',
    plan: 'Emollients twice daily, avoid hot showers',
    medication: {
      name: 'Hydrocortisone cream',
      dosage: '1 %',
      frequency: 'Twice daily',
      days: 14,
      instructions: 'Thinly, on the rash only',
      route: 'topical',
    },
  },
  {
    specialty: 'endocrinology',
    reason: 'Diabetes review',
    symptoms: 'Thirst, passes water often',
    diagnosis: 'Type 2 diabetes mellitus',
    plan: 'Diet and exercise, glucose diary, HbA1c in three months',
    medication: {
      name: 'Metformin',
      dosage: '500 mg',
      frequency: 'Twice daily',
      days: 90,
      instructions: 'With meals',
      route: 'oral',
    },
  },
  {
    specialty: 'pulmonology',
    reason: 'Wheezing at night',
    symptoms: 'Cough and wheeze, worse in the cold',
    diagnosis: 'Asthma',
    plan: 'Inhaler technique, peak flow diary, avoid smoke',
    medication: {
      name: 'Budesonide inhaler',
      dosage: '200 µg',
      frequency: 'Twice daily',
      days: 60,
      instructions: 'Rinse the mouth afterwards',
      route: 'inhaled',
    },
  },
  {
    specialty: 'psychiatry',
    reason: 'Low mood, poor sleep',
    symptoms: 'Sad most of the day, wakes early, no appetite',
    diagnosis: 'Moderate depressive episode',
    plan: 'Weekly therapy, activity plan, review in two weeks',
    medication: {
      name: 'Sertraline',
      dosage: '50 mg',
      frequency: 'Once daily',
      days: 60,
      instructions: 'Takes some weeks to work',
      route: 'oral',
    },
  },
];
