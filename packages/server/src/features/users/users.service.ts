import { contract, type Role, type User, type UserCreate, type UserUpdate } from '@medcor/contract';
import type { Database, Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found, invalidReference } from '../../edge/api-error.js';
import { given } from '../../edge/given.js';
import { type Access, chosenHospital, permit } from '../../edge/permit.js';
import { equals } from '../../lists/conditions.js';
import type { ListQuery } from '../../lists/pager.js';
import type { PasswordHasher, ServicePorts } from '../../ports.js';
import type { SignInStates } from '../auth/sign-in-states.js';
import { assertNamedHospital } from '../hospitals/references.js';
import type { Repositories } from '../repositories.js';
import { assertRoomForChange } from '../subscription-plans/plan-limits.js';
import { changeAccount } from './change-account.js';
import {
  assertPatientOnly,
  mayUseClinical,
  showsClinical,
  showUser,
  showUserAfterwards,
  splitClinical,
} from './clinical-fields.js';
import { assertSuperuserRemains } from './last-superuser.js';
import { insertAccount } from './new-account.js';
import { assertGoodPassword } from './password-rules.js';
import { assertMayManage, assertMayUpdate, mayRead } from './users.policy.js';
import { type Account, doctorList, userList } from './users.repository.js';

interface UserPorts extends ServicePorts {
  readonly signInStates: SignInStates;
  readonly passwordHasher: PasswordHasher;
}

interface UserFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly role?: Role | undefined;
  readonly is_active?: boolean | undefined;
  readonly is_superuser?: boolean | undefined;
  readonly department?: string | undefined;
}

interface DoctorFilters extends ListQuery {
  readonly hospital?: number | undefined;
  readonly specialty?: number | undefined;
  readonly department?: string | undefined;
}

export type UserService = ReturnType<typeof createUserService>;

export function createUserService({
  database,
  pager,
  clock,
  events,
  signInStates,
  passwordHasher,
}: UserPorts) {
  /** The user, as far as this caller may manage them. */
  const managed = async (actor: Actor, id: number): Promise<Account> => {
    const { tenant } = permit(actor, 'users.manage');
    const account = found(await database.read(tenant, ({ users }) => users.find(id)));
    assertMayManage(actor, account);
    return account;
  };

  const setActive = async (actor: Actor, id: number, is_active: boolean): Promise<User> => {
    const account = await managed(actor, id);
    const shown = await database.transaction(tenantOf(account), async (transaction) => {
      if (!is_active) await assertMayDeactivate(transaction, actor, account);
      await assertRoomForChange(transaction, account, { is_active });
      const at = clock().toISOString();
      const changed = await changeAccount(transaction, events, id, { is_active, updated_at: at });
      return showUser(transaction, actor, changed);
    });
    signInStates.forget();
    return shown;
  };

  const create = async (actor: Actor, body: UserCreate): Promise<User> => {
    const hospital = chosenHospital(permit(actor, 'users.manage'), body.hospital);
    assertClinicalFits(actor, body, { id: 0, hospital, role: body.role });
    assertGoodPassword('password', body.password, body);
    const { password, hospital: _hospital, ...fields } = body;
    const password_hash = await passwordHasher.hash(password);
    return database.transaction(hospital, async (transaction) => {
      await assertHospitalOpen(transaction, hospital);
      const account = await insertAccount(
        transaction,
        { fields, hospital, is_superuser: false, password_hash },
        clock(),
      );
      await events.publish(transaction, 'user.created', account);
      return showUser(transaction, actor, account);
    });
  };

  /** Reads in the hospital that a list names, else in the caller's own. */
  const readHospital = <T>(
    access: Access,
    { hospital }: { readonly hospital?: number | undefined },
    work: (repositories: Repositories) => Promise<T>,
  ): Promise<T> =>
    database.read(chosenHospital(access, hospital), async (repositories) => {
      await assertNamedHospital(repositories, hospital);
      return work(repositories);
    });

  return {
    create,

    list(actor: Actor, query: UserFilters) {
      const access = permit(actor, 'users.read');
      const where = [
        access.scope === 'own' ? equals('id', actor.id) : undefined,
        equals('role', query.role),
        equals('is_active', query.is_active),
        equals('is_superuser', query.is_superuser),
        equals('department', query.department),
      ];
      return readHospital(access, query, ({ users }) =>
        pager(contract.users.list, query, userList, where, users.list),
      );
    },

    doctors(actor: Actor, query: DoctorFilters) {
      const where = [equals('department', query.department)];
      return readHospital(permit(actor, 'users.doctors'), query, ({ users }) =>
        pager(contract.users.doctors, query, doctorList, where, (request) =>
          users.listDoctors(request, query.specialty),
        ),
      );
    },

    patients(actor: Actor, query: ListQuery & { hospital?: number | undefined }) {
      const where = [equals('role', 'patient'), equals('is_active', true)];
      return readHospital(permit(actor, 'users.patients'), query, ({ users }) =>
        pager(contract.users.patients, query, userList, where, users.list),
      );
    },

    async get(actor: Actor, id: number): Promise<User> {
      const access = permit(actor, 'users.read');
      if (!mayRead(actor, access, id)) throw new ApiError('NOT_FOUND');
      const account = found(await database.read(access.tenant, ({ users }) => users.find(id)));
      if (!showsClinical(actor, account)) return showUserAfterwards(database, actor, account);
      return database.readClinical(tenantOf(account), (repositories) =>
        showUser(repositories, actor, account),
      );
    },

    async profile(actor: Actor): Promise<User> {
      permit(actor, 'account');
      const account = found(await database.read('platform', ({ users }) => users.find(actor.id)));
      return showUserAfterwards(database, actor, account);
    },

    async update(actor: Actor, id: number, change: UserUpdate): Promise<User> {
      const access = permit(actor, 'users.update');
      const account = found(await database.read(access.tenant, ({ users }) => users.find(id)));
      assertMayUpdate(actor, access, account, change);
      assertClinicalFits(actor, change, { ...account, role: change.role ?? account.role });
      const moves = change.hospital !== undefined && change.hospital !== account.hospital;
      if (moves) await assertMayMove(database, account, change);
      const { clinical, account: fields } = splitClinical(given(change));
      const changed = await database.transaction(tenantOf(account), async (transaction) => {
        if (change.is_active === false) await assertMayDeactivate(transaction, actor, account);
        if (moves && (await transaction.users.isBound(id))) throw staysWithRecords();
        await assertRoomForChange(transaction, account, change);
        const at = clock().toISOString();
        return changeAccount(transaction, events, id, { ...fields, updated_at: at }, clinical);
      });
      signInStates.forget();
      return showUserAfterwards(database, actor, changed);
    },

    activate: (actor: Actor, id: number) => setActive(actor, id, true),
    deactivate: (actor: Actor, id: number) => setActive(actor, id, false),
  };
}

function tenantOf(account: Account) {
  return account.hospital ?? 'platform';
}

async function assertHospitalOpen({ hospitals }: Pick<Repositories, 'hospitals'>, id: number): Promise<void> {
  const hospital = await hospitals.find(id);
  if (!hospital?.is_active) throw invalidReference('hospital', 'There is no active hospital with this id.');
}

/** Clinical fields are a patient's, and not everyone's to write. */
function assertClinicalFits(
  actor: Actor,
  fields: object,
  account: Pick<Account, 'id' | 'hospital' | 'role'>,
): void {
  assertPatientOnly(fields, account.role);
  const writes = Object.keys(splitClinical(fields).clinical).length > 0;
  if (writes && !mayUseClinical(actor, 'users.clinical.write', account)) {
    throw new ApiError('PERMISSION_DENIED', { message: "You may not write this patient's clinical fields." });
  }
}

/** Moves end at an open hospital, and are not for patients. */
async function assertMayMove(
  database: Database,
  account: Account,
  { hospital, role }: UserUpdate,
): Promise<void> {
  if (account.role === 'patient' || role === 'patient') throw staysWithRecords();
  if (hospital !== undefined) await database.read('platform', (all) => assertHospitalOpen(all, hospital));
}

/** What was recorded of somebody stays in the hospital where it was recorded. */
function staysWithRecords(): ApiError {
  return invalidReference(
    'hospital',
    'This hospital has records of the user: make an account in the other one.',
  );
}

/** The last superuser first: that refusal tells more than that it is oneself. */
async function assertMayDeactivate(transaction: Transaction, actor: Actor, account: Account): Promise<void> {
  if (account.is_superuser && account.is_active)
    await assertSuperuserRemains(transaction, { user: account.id });
  if (account.id === actor.id) {
    throw new ApiError('PERMISSION_DENIED', { message: 'Nobody deactivates themselves.' });
  }
}
