import { describe, expect, test } from 'vitest';
import { contract, operationsOf, type PermissionId, permissions, roles, type Scope } from '../src/index.js';

/** What the words of a cell mean, where a row gives them a meaning of their own. */
type Words = Readonly<Record<string, Scope>>;

interface TableRow {
  readonly row: string;
  /** In the order superuser, admin, doctor, nurse, staff, patient; `←` is the cell to the left. */
  readonly cells: readonly string[];
  readonly ours: Partial<Record<PermissionId, Words>>;
}

/** Everywhere the same. */
const words: Words = {
  all: 'all',
  yes: 'all',
  'own hospital': 'hospital',
  "own hospital (never a superuser's)": 'hospital',
  'own hospital (public fields of a doctor only)': 'hospital',
  own: 'own',
  self: 'own',
  author: 'own',
  'own accesses': 'own',
  '–': 'none',
  '– (break-glass, audited)': 'none',
};

/** In the rows about hospitals, one's "own" is one's own hospital. */
const ofHospitals: Words = { own: 'hospital' };

/** The permission table of the specification, word for word, and the rows of ours that each row stands for. */
const table: readonly TableRow[] = [
  {
    row: 'hospitals: list',
    cells: ['all', 'own', '–', '–', '–', '–'],
    ours: { 'hospitals.list': ofHospitals },
  },
  {
    row: 'hospitals: create, delete',
    cells: ['yes', '–', '–', '–', '–', '–'],
    ours: { 'hospitals.manage': {} },
  },
  {
    row: 'hospitals: get, statistics',
    cells: ['all', 'own', 'own', 'own', 'own', 'own'],
    ours: { 'hospitals.read': ofHospitals },
  },
  {
    row: 'hospitals: update',
    cells: ['all', 'own', '–', '–', '–', '–'],
    ours: { 'hospitals.update': ofHospitals },
  },
  {
    row: 'users: create, delete, activate, deactivate',
    cells: ['all', 'own hospital', '–', '–', '–', '–'],
    ours: { 'users.manage': {} },
  },
  {
    row: 'users: list, get',
    cells: ['all', 'own hospital', 'own hospital', 'own hospital', 'own hospital', 'self'],
    ours: { 'users.read': {} },
  },
  {
    row: 'users: update',
    cells: ['all', "own hospital (never a superuser's)", 'self', 'self', 'self', 'self'],
    ours: { 'users.update': {} },
  },
  {
    row: 'profile, change-password, logout, sessions, API keys',
    cells: ['self', 'self', 'self', 'self', 'self', 'self'],
    ours: { account: {} },
  },
  {
    row: 'users/doctors',
    cells: ['all', 'own hospital', '←', '←', '←', 'own hospital (public fields of a doctor only)'],
    ours: { 'users.doctors': {} },
  },
  {
    row: 'users/patients',
    cells: ['all', 'own hospital', 'own hospital', 'own hospital', 'own hospital', '–'],
    ours: { 'users.patients': {} },
  },
  {
    row: 'availability slots: list, get',
    cells: ['all', 'own hospital', '←', '←', '←', '←'],
    ours: { 'slots.read': {} },
  },
  {
    row: 'availability slots: create, update, delete',
    cells: ['all', 'own hospital', 'own', '–', '–', '–'],
    ours: { 'slots.write': {} },
  },
  {
    row: 'appointments: list, get',
    cells: ['all', 'own hospital', 'own hospital', 'own hospital', 'own hospital', 'own'],
    ours: { 'appointments.read': {} },
  },
  {
    row: 'appointments: create, update, cancel',
    cells: ['all', 'own hospital', 'own hospital', 'own hospital', 'own hospital', 'own'],
    ours: { 'appointments.write': {} },
  },
  {
    row: 'appointments: confirm',
    cells: ['all', 'own hospital', 'own', 'own hospital', 'own hospital', 'own'],
    ours: { 'appointments.confirm': {} },
  },
  {
    row: 'appointments: complete, no-show',
    cells: ['all', 'own hospital', 'own', 'own hospital', 'own hospital', '–'],
    ours: { 'appointments.complete': {} },
  },
  {
    row: 'medical records, treatments, prescriptions: read',
    cells: ['– (break-glass, audited)', 'own hospital', 'own hospital', 'own hospital', '–', 'own'],
    ours: { 'clinical.read': {} },
  },
  {
    row: 'medical records, treatments, prescriptions: write',
    cells: ['–', 'own hospital', 'own hospital', '–', '–', '–'],
    ours: { 'clinical.write': {} },
  },
  {
    row: 'attachments: add',
    cells: ['–', 'own hospital', 'own hospital', 'own hospital', '–', 'own'],
    ours: { 'attachments.add': {} },
  },
  {
    row: 'confidential records (read *and* write, history, attachments; others get 404)',
    cells: ['–', 'own hospital', 'author', '–', '–', 'read own'],
    ours: { 'confidential.read': { 'read own': 'own' }, 'confidential.write': { 'read own': 'none' } },
  },
  { row: 'specialties: read', cells: ['all', '←', '←', '←', '←', '←'], ours: { 'specialties.read': {} } },
  {
    row: 'specialties: write',
    cells: ['yes', '–', '–', '–', '–', '–'],
    ours: { 'specialties.write': {} },
  },
  {
    row: 'doctor specialties: read',
    cells: ['all', 'own hospital', '←', '←', '←', '←'],
    ours: { 'doctor-specialties.read': {} },
  },
  {
    row: 'doctor specialties: create, delete',
    cells: ['all', 'own hospital', '–', '–', '–', '–'],
    ours: { 'doctor-specialties.manage': {} },
  },
  {
    row: 'doctor specialties: update',
    cells: ['all', 'own hospital', 'self', '–', '–', '–'],
    ours: { 'doctor-specialties.update': {} },
  },
  {
    row: 'plans: read / write / subscribe',
    cells: ['all / yes / any hospital', 'yes / – / own hospital', 'read', 'read', 'read', 'read'],
    ours: {
      'plans.read': { 'all / yes / any hospital': 'all', 'yes / – / own hospital': 'all', read: 'all' },
      'plans.write': { 'all / yes / any hospital': 'all', 'yes / – / own hospital': 'none', read: 'none' },
      'plans.subscribe': {
        'all / yes / any hospital': 'all',
        'yes / – / own hospital': 'hospital',
        read: 'none',
      },
    },
  },
  {
    row: "hospital's subscription: read",
    cells: ['all', 'own', 'own', 'own', 'own', 'own'],
    ours: { 'hospitals.subscription': ofHospitals },
  },
  {
    row: 'webhooks, deliveries, events',
    cells: ['all', 'own hospital', '–', '–', '–', '–'],
    ours: { webhooks: {} },
  },
  {
    row: 'audit log',
    cells: ['all', 'own hospital', '–', '–', '–', 'own accesses'],
    ours: { 'audit-log.read': {} },
  },
  {
    row: 'chat, voice, avatar',
    cells: ['self', 'self', 'self', 'self', 'self', 'self'],
    ours: { conversation: {} },
  },
];

/** Rows that the specification's table does not have: its text gives them, in section 4. */
const rowsOfTheText: Partial<Record<PermissionId, readonly Scope[]>> = {
  'users.export': ['none', 'hospital', 'none', 'none', 'none', 'own'],
  'users.clinical.read': ['none', 'hospital', 'hospital', 'hospital', 'none', 'own'],
  'users.clinical.write': ['none', 'hospital', 'none', 'none', 'none', 'own'],
};

/** Rows that no endpoint names: services ask for them beside the endpoint's own row. */
const rowsOfServices: PermissionId[] = [
  'users.clinical.read',
  'users.clinical.write',
  'confidential.read',
  'confidential.write',
];

function scopesOf(row: string): Scope[] | undefined {
  const permission = Object.entries(permissions).find(([id]) => id === row)?.[1];
  return permission && [permission.scopes.superuser, ...roles.map((role) => permission.scopes[role])];
}

describe('the permission table', () => {
  test.each(table)("is the specification's: $row", ({ cells, ours }) => {
    const said: string[] = [];
    for (const cell of cells) said.push(cell === '←' ? (said.at(-1) ?? '') : cell);
    expect(said).toHaveLength(6);
    for (const [id, own] of Object.entries(ours)) {
      expect(scopesOf(id), id).toEqual(said.map((cell) => own[cell] ?? words[cell]));
    }
  });

  test('has no other rows than those that the text of the specification gives', () => {
    const known = [...table.flatMap(({ ours }) => Object.keys(ours)), ...Object.keys(rowsOfTheText)];
    expect(known.sort()).toEqual(Object.keys(permissions).sort());
    for (const [id, scopes] of Object.entries(rowsOfTheText)) expect(scopesOf(id), id).toEqual(scopes);
  });

  test('says what "own" means wherever a role reaches only its own', () => {
    for (const [row, permission] of Object.entries(permissions)) {
      const hasOwn = Object.values(permission.scopes).includes('own');
      expect('own' in permission, row).toBe(hasOwn);
    }
  });
});

describe('the rows', () => {
  const operations = operationsOf(contract);

  test('are each used by an endpoint, or by services only', () => {
    const used = new Set(operations.map(({ endpoint }) => endpoint.metadata.permission));
    const named = new Set<string | null>([...used, ...rowsOfServices]);
    expect(Object.keys(permissions).filter((row) => !named.has(row))).toEqual([]);
    expect(rowsOfServices.filter((row) => used.has(row))).toEqual([]);
  });

  test('stand with every endpoint that needs a token, and with no other', () => {
    for (const { id, endpoint } of operations) {
      const { permission, signIn } = endpoint.metadata;
      expect(permission !== null, id).toBe(signIn !== 'none');
    }
  });

  test('put attachments under the rows of the records they belong to', () => {
    const { listAttachments, getAttachment, addAttachment, deleteAttachment } = contract.medicalRecords;
    const rowOf = (endpoint: { metadata: { permission: PermissionId | null } }) =>
      endpoint.metadata.permission;
    expect([listAttachments, getAttachment, addAttachment, deleteAttachment].map(rowOf)).toEqual([
      'clinical.read',
      'clinical.read',
      'attachments.add',
      'clinical.write',
    ]);
  });
});
