import { contract, type OperationId, operationsOf } from '@medcor/contract';
import type { PostmanFolder, PostmanItem, PostmanScript, PostmanVariable } from './postman-format.js';

interface Step {
  readonly name: string;
  readonly operation: OperationId;
  /** What stands in the body in place of the contract's example, or of a part of it. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What a script works out before the call. */
  readonly before?: readonly string[];
  /** Variables, and where in the answer their values are. */
  readonly keeps?: Readonly<Record<string, string>>;
}

/** The quick start of the API's own document, from an empty installation to a prescription. */
const steps: readonly Step[] = [
  { name: '1.1 Create a hospital', operation: 'hospitals.create', keeps: { hospital_id: 'id' } },
  {
    name: '2.1 Register the first admin',
    operation: 'auth.register',
    body: { hospital: '{{hospital_id}}' },
  },
  {
    name: '2.2 Sign in',
    operation: 'auth.login',
    keeps: { token: 'tokens.access', refresh_token: 'tokens.refresh' },
  },
  {
    name: '3.1 Create a doctor',
    operation: 'users.create',
    body: { hospital: '{{hospital_id}}' },
    keeps: { doctor_id: 'id' },
  },
  {
    name: '3.2 Assign cardiology to the doctor',
    operation: 'doctorSpecialties.create',
    body: { doctor: '{{doctor_id}}' },
  },
  {
    name: '3.3 Create a patient',
    operation: 'users.create',
    body: {
      email: 'patient@email.com',
      username: 'patient001',
      password: 'PatientPass123!',
      first_name: 'Alice',
      last_name: 'Johnson',
      role: 'patient',
      hospital: '{{hospital_id}}',
      date_of_birth: '1985-03-20',
      phone_number: '+1-212-555-0200',
      blood_type: 'O+',
      allergies: 'Penicillin',
      emergency_contact_name: 'Bob Johnson',
      emergency_contact_phone: '+1-212-555-0201',
      // The example is a doctor.
      department: undefined,
      license_number: undefined,
      years_of_experience: undefined,
    },
    keeps: { patient_id: 'id' },
  },
  {
    name: '4.1 Open a slot',
    operation: 'availabilitySlots.create',
    before: [
      'const start = new Date();',
      'start.setUTCDate(start.getUTCDate() + 1);',
      'start.setUTCHours(9, 0, 0, 0);',
      'const end = new Date(start.getTime() + 8 * 60 * 60 * 1000);',
      "pm.collectionVariables.set('slot_start', start.toISOString());",
      "pm.collectionVariables.set('slot_end', end.toISOString());",
    ],
    body: { doctor: '{{doctor_id}}', start_time: '{{slot_start}}', end_time: '{{slot_end}}' },
    keeps: { slot_id: 'id' },
  },
  {
    name: '4.2 Write a medical record',
    operation: 'medicalRecords.create',
    body: { patient: '{{patient_id}}' },
    keeps: { medical_record_id: 'id' },
  },
  {
    name: '5.1 Book an appointment',
    operation: 'appointments.create',
    body: { patient: '{{patient_id}}', doctor: '{{doctor_id}}', slot: '{{slot_id}}' },
    keeps: { appointment_id: 'id' },
  },
  {
    name: '5.2 Record a treatment',
    operation: 'treatments.create',
    before: [
      'const followUp = new Date();',
      'followUp.setUTCDate(followUp.getUTCDate() + 31);',
      "pm.collectionVariables.set('follow_up_date', followUp.toISOString().slice(0, 10));",
    ],
    body: {
      appointment: '{{appointment_id}}',
      patient: '{{patient_id}}',
      doctor: '{{doctor_id}}',
      follow_up_date: '{{follow_up_date}}',
    },
    keeps: { treatment_id: 'id' },
  },
  {
    name: '5.3 Issue a prescription',
    operation: 'prescriptions.create',
    keeps: { prescription_id: 'id' },
  },
];

/** Runs by itself, top to bottom, against a freshly installed server. */
export const quickStartFolder: PostmanFolder = {
  name: 'Quick start',
  description:
    'From an empty installation to a prescription. Run the folder against a freshly installed server, from the ' +
    'machine that it runs on: it signs in, and keeps the token and the ids as variables of the collection, which ' +
    'all other requests use.',
  item: steps.map(toItem),
};

/** What the steps work out and keep, beside the token. */
export const quickStartVariables: readonly PostmanVariable[] = steps
  .flatMap(({ before = [], keeps = {} }) => [...namesSetBy(before), ...Object.keys(keeps)])
  .filter((key) => key !== 'token')
  .map((key) => ({ key, value: '' }));

function toItem({ name, operation: id, body, before, keeps = {} }: Step): PostmanItem {
  const operation = operationsOf(contract).find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`The contract has no ${id}.`);
  const { method, path, description, success, metadata } = operation.endpoint;
  const example = metadata.examples.request;
  if (typeof example !== 'object') throw new Error(`${id} has no example.`);
  const tests = [
    `pm.test('answers ${Object.keys(success)[0]}', () => {`,
    `  pm.response.to.have.status(${Object.keys(success)[0]});`,
    ...Object.entries(keeps).map(
      ([variable, place]) => `  pm.collectionVariables.set('${variable}', pm.response.json().${place});`,
    ),
    '});',
  ];
  const parameters = path.match(/(?<=:)\w+/g) ?? [];
  return {
    name,
    event: [...(before ? [script('prerequest', before)] : []), script('test', tests)],
    request: {
      method,
      description,
      // The first steps come before there is a token.
      ...(metadata.signIn !== 'required' && { auth: { type: 'noauth' } }),
      url: {
        host: ['{{base_url}}'],
        path: path.split('/').slice(1),
        query: [],
        variable: parameters.map((key) => ({ key, value: `{{${key}}}` })),
      },
      header: [{ key: 'Content-Type', value: 'application/json' }],
      body: { mode: 'raw', raw: toJson({ ...example, ...body }), options: { raw: { language: 'json' } } },
    },
    response: [],
  };
}

function script(listen: PostmanScript['listen'], exec: readonly string[]): PostmanScript {
  return { listen, script: { type: 'text/javascript', exec } };
}

/** JSON in which the variables that hold ids stand for numbers. */
function toJson(body: object): string {
  return JSON.stringify(body, null, 2).replace(/"(\{\{\w+_id\}\})"/g, '$1');
}

function namesSetBy(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /collectionVariables\.set\('(\w+)'/.exec(line)?.[1] ?? []);
}
