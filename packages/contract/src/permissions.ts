/**
 * Who may do what: the table of the specification's section 3, as data. The server and the mock enforce it
 * through one gate, the OpenAPI document and the CLI's help print it, and a generated test walks it.
 *
 * A cell is the widest set of rows that role may reach:
 * - `all`: every hospital's,
 * - `hospital`: those of the caller's own hospital,
 * - `own`: only what is the caller's own (what "own" means stands beside the row),
 * - `none`: refused with `403 PERMISSION_DENIED`.
 *
 * A superuser who also belongs to a hospital has the rights of both columns.
 */
export type Scope = 'all' | 'hospital' | 'own' | 'none';

/** The roles a user can have; `is_superuser` is a mark beside them, not a role. */
export const roles = ['admin', 'doctor', 'nurse', 'staff', 'patient'] as const;
export type Role = (typeof roles)[number];

/** A column of the permission table. */
export type PermissionColumn = 'superuser' | Role;

export interface Permission {
  /** What the row allows, in words. */
  readonly allows: string;
  /** What `own` means in this row. */
  readonly own?: string;
  readonly scopes: Readonly<Record<PermissionColumn, Scope>>;
}

type Cells = readonly [
  superuser: Scope,
  admin: Scope,
  doctor: Scope,
  nurse: Scope,
  staff: Scope,
  patient: Scope,
];

function row(allows: string, cells: Cells, own?: string): Permission {
  const [superuser, admin, doctor, nurse, staff, patient] = cells;
  return { allows, ...(own && { own }), scopes: { superuser, admin, doctor, nurse, staff, patient } };
}

const self = 'their own account';
const asPatient = 'those they are the patient of';
const asDoctorOrPatient = 'those they are the doctor or the patient of';

export const permissions = {
  'hospitals.list': row('List hospitals', ['all', 'hospital', 'none', 'none', 'none', 'none']),
  'hospitals.manage': row('Create and delete hospitals', ['all', 'none', 'none', 'none', 'none', 'none']),
  'hospitals.read': row('Read a hospital and its statistics', [
    'all',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
  ]),
  'hospitals.update': row('Update a hospital', ['all', 'hospital', 'none', 'none', 'none', 'none']),
  'hospitals.subscription': row("Read a hospital's subscription", [
    'all',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
  ]),

  'users.manage': row('Create, delete, activate and deactivate users', [
    'all',
    'hospital',
    'none',
    'none',
    'none',
    'none',
  ]),
  'users.read': row(
    'List and read users',
    ['all', 'hospital', 'hospital', 'hospital', 'hospital', 'own'],
    self,
  ),
  'users.update': row('Update users', ['all', 'hospital', 'own', 'own', 'own', 'own'], self),
  'users.doctors': row('List doctors', ['all', 'hospital', 'hospital', 'hospital', 'hospital', 'hospital']),
  'users.patients': row('List patients', ['all', 'hospital', 'hospital', 'hospital', 'hospital', 'none']),
  'users.export': row(
    'Export all that is held of a patient',
    ['none', 'hospital', 'none', 'none', 'none', 'own'],
    self,
  ),
  'users.clinical.read': row(
    "Read a patient's clinical fields",
    ['none', 'hospital', 'hospital', 'hospital', 'none', 'own'],
    self,
  ),
  'users.clinical.write': row(
    "Write a patient's clinical fields",
    ['none', 'hospital', 'none', 'none', 'none', 'own'],
    self,
  ),
  account: row(
    'Use your own account: profile, password, sessions, API keys',
    ['own', 'own', 'own', 'own', 'own', 'own'],
    self,
  ),

  'slots.read': row('List and read availability slots', [
    'all',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
  ]),
  'slots.write': row(
    'Create, update and delete availability slots',
    ['all', 'hospital', 'own', 'none', 'none', 'none'],
    'their own slots',
  ),

  'appointments.read': row(
    'List and read appointments',
    ['all', 'hospital', 'hospital', 'hospital', 'hospital', 'own'],
    asPatient,
  ),
  'appointments.write': row(
    'Create, update and cancel appointments',
    ['all', 'hospital', 'hospital', 'hospital', 'hospital', 'own'],
    asPatient,
  ),
  'appointments.confirm': row(
    'Confirm appointments',
    ['all', 'hospital', 'own', 'hospital', 'hospital', 'own'],
    asDoctorOrPatient,
  ),
  'appointments.complete': row(
    'Complete appointments, or mark them as no-show',
    ['all', 'hospital', 'own', 'hospital', 'hospital', 'none'],
    'those they are the doctor of',
  ),

  'clinical.read': row(
    'Read medical records, treatments, prescriptions and attachments',
    ['none', 'hospital', 'hospital', 'hospital', 'none', 'own'],
    asPatient,
  ),
  'clinical.write': row('Write medical records, treatments and prescriptions; delete attachments', [
    'none',
    'hospital',
    'hospital',
    'none',
    'none',
    'none',
  ]),
  'attachments.add': row(
    'Add attachments',
    ['none', 'hospital', 'hospital', 'hospital', 'none', 'own'],
    asPatient,
  ),
  'confidential.read': row(
    'Read confidential records',
    ['none', 'hospital', 'own', 'none', 'none', 'own'],
    'those they wrote or are the patient of',
  ),
  'confidential.write': row(
    'Write confidential records',
    ['none', 'hospital', 'own', 'none', 'none', 'none'],
    'those they wrote',
  ),

  'specialties.read': row('Read the specialty catalogue', ['all', 'all', 'all', 'all', 'all', 'all']),
  'specialties.write': row('Write the specialty catalogue', ['all', 'none', 'none', 'none', 'none', 'none']),
  'doctor-specialties.read': row("Read doctors' specialties", [
    'all',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
    'hospital',
  ]),
  'doctor-specialties.manage': row("Assign and remove doctors' specialties", [
    'all',
    'hospital',
    'none',
    'none',
    'none',
    'none',
  ]),
  'doctor-specialties.update': row(
    "Update doctors' specialties",
    ['all', 'hospital', 'own', 'none', 'none', 'none'],
    'their own specialties',
  ),

  'plans.read': row('Read subscription plans', ['all', 'all', 'all', 'all', 'all', 'all']),
  'plans.write': row('Write subscription plans', ['all', 'none', 'none', 'none', 'none', 'none']),
  'plans.subscribe': row('Subscribe a hospital to a plan', [
    'all',
    'hospital',
    'none',
    'none',
    'none',
    'none',
  ]),

  webhooks: row('Manage webhooks, deliveries and the events feed', [
    'all',
    'hospital',
    'none',
    'none',
    'none',
    'none',
  ]),
  'audit-log.read': row(
    'Read the audit log',
    ['all', 'hospital', 'none', 'none', 'none', 'own'],
    'accesses to their own data',
  ),
  conversation: row(
    'Chat, speak and use an avatar',
    ['own', 'own', 'own', 'own', 'own', 'own'],
    'their own sessions',
  ),
} as const satisfies Record<string, Permission>;

/** The name of a row of the permission table. */
export type PermissionId = keyof typeof permissions;

/**
 * The rows under which a superuser reaches every hospital who gives a reason for it (`X-Break-Glass: reason`). That
 * is always recorded, and shown to the hospital's admins.
 */
export const breakGlassPermissions: readonly PermissionId[] = ['clinical.read'];
