import type { Login, Logout, Register, SignedIn, TokenRefresh } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor, Origin } from '../../edge/actor.js';
import { ApiError, invalidField, invalidReference } from '../../edge/api-error.js';
import type { PasswordHasher, Secrets, ServicePorts, TokenSigner } from '../../ports.js';
import { assertPatientOnly, showUserAfterwards } from '../users/clinical-fields.js';
import { insertAccount } from '../users/new-account.js';
import { assertGoodPassword } from '../users/password-rules.js';
import { addRefreshToken, beginSession, sessionExpiry } from './new-session.js';
import { assertActive, type SignInStates } from './sign-in-states.js';

/** Failed sign-ins for one account and address before the next is refused, and for how long they count. */
const MAX_FAILURES = 10;
const FAILURE_WINDOW_MS = 15 * 60 * 1000;

/** How long a spent refresh token still gets a sibling: an answer may be lost, two tabs may refresh at once. */
const SIBLING_WINDOW_MS = 60 * 1000;

interface AuthPorts extends ServicePorts {
  readonly passwordHasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly tokenSigner: TokenSigner;
  readonly signInStates: SignInStates;
}

export type AuthService = ReturnType<typeof createAuthService>;

export function createAuthService(ports: AuthPorts) {
  const { database, clock, events, passwordHasher, secrets, tokenSigner, signInStates } = ports;

  return {
    async register(body: Register, origin: Origin, maySetUp: boolean): Promise<SignedIn> {
      const { password, password_confirm: _confirm, hospital, ...fields } = body;
      if (fields.role !== 'patient' && !(fields.role === 'admin' && maySetUp))
        throw new ApiError('SETUP_CLOSED');
      assertPatientOnly(fields, fields.role);
      assertGoodPassword('password', password, fields);
      const password_hash = await passwordHasher.hash(password);
      const { account, actor, tokens } = await database.transaction(hospital, async (transaction) => {
        const isFirstAdmin = fields.role === 'admin';
        if (isFirstAdmin) await assertUnclaimed(transaction, hospital);
        if (!(await transaction.hospitals.find(hospital))?.is_active) {
          throw invalidReference('hospital', 'There is no active hospital with this id.');
        }
        const now = clock();
        const draft = { fields, hospital, is_superuser: isFirstAdmin, password_hash };
        const account = await insertAccount(transaction, draft, now);
        await events.publish(transaction, 'user.created', account);
        if (isFirstAdmin) await transaction.installation.claim(account.id, now.toISOString());
        return { account, ...(await beginSession(transaction, ports, account, origin, now)) };
      });
      return { user: await showUserAfterwards(database, actor, account), tokens };
    },

    async login({ email, password }: Login, origin: Origin): Promise<SignedIn> {
      const source = { account: email, address: origin.ip };
      const now = clock();
      const { account, hash } = await database.unrecorded('platform', async (transaction) => {
        await assertFewFailures(transaction, source, now);
        const account = await transaction.users.findByEmail(email);
        return { account, hash: account && (await transaction.users.passwordHash(account.id)) };
      });
      const isRight = await passwordHasher.verify(hash, password);
      if (!account || !isRight) throw new ApiError('INVALID_CREDENTIALS');

      const signedIn = await database.transaction('platform', async (transaction) => {
        await assertActive(transaction, account);
        await transaction.signInFailures.clear(source);
        const at = now.toISOString();
        const seen = (await transaction.users.update(account.id, { last_login: at })) ?? account;
        return { account: seen, ...(await beginSession(transaction, ports, seen, origin, now)) };
      });
      const { actor, tokens } = signedIn;
      return { user: await showUserAfterwards(database, actor, signedIn.account), tokens };
    },

    async refresh({ refresh, rotate }: TokenRefresh): Promise<{ access: string; refresh?: string }> {
      const { user, session } = tokenSigner.verify(refresh, 'refresh');
      const hash = secrets.digest(refresh);
      const now = clock();
      const at = now.toISOString();
      const outcome = await database.transaction('platform', async (transaction) => {
        await transaction.lock(['account', user]);
        const token = await transaction.sessions.findRefreshToken(hash);
        const stored = await transaction.sessions.find(session);
        if (!token || !stored || stored.ended_at !== null || stored.expires_at <= at) return 'ended';
        if (token.spent_at !== null && now.getTime() - Date.parse(token.spent_at) > SIBLING_WINDOW_MS) {
          await transaction.sessions.end(session, at);
          return 'replayed';
        }
        const account = await transaction.users.find(user);
        if (!account) return 'ended';
        await assertActive(transaction, account);
        const access = tokenSigner.sign({ type: 'access', user, session });
        if (!rotate) {
          await transaction.sessions.touch(session, { last_used_at: at });
          return { access };
        }
        await transaction.sessions.touch(session, { last_used_at: at, expires_at: sessionExpiry(now) });
        await transaction.sessions.spendRefreshToken(hash, at);
        return { access, refresh: await addRefreshToken(transaction, ports, { user, session }, at) };
      });
      if (outcome === 'replayed') signInStates.forget();
      if (typeof outcome === 'string')
        throw new ApiError('INVALID_TOKEN', { message: 'This session has ended.' });
      return outcome;
    },

    async logout(actor: Actor, { refresh }: Logout): Promise<void> {
      const session = refresh === undefined ? currentSession(actor) : ownSession(tokenSigner, actor, refresh);
      await database.transaction('platform', ({ sessions }) => sessions.end(session, clock().toISOString()));
      signInStates.forget();
    },
  };
}

/** The first run is open until its administrator has registered, and only for the hospital made in it. */
async function assertUnclaimed(transaction: Transaction, hospital: number): Promise<void> {
  await transaction.lock(['installation', 1]);
  const state = await transaction.installation.get();
  if (state.claimed_at !== null || state.hospital !== hospital) throw new ApiError('SETUP_CLOSED');
}

/** Counts the attempt before the password is looked at, so that many at once are counted too. */
async function assertFewFailures(
  { signInFailures }: Transaction,
  source: { account: string; address: string },
  now: Date,
): Promise<void> {
  const lapse = new Date(now.getTime() + FAILURE_WINDOW_MS).toISOString();
  const { failures, lapses_at } = await signInFailures.add(source, now.toISOString(), lapse);
  if (failures <= MAX_FAILURES) return;
  const seconds = Math.max(1, Math.ceil((Date.parse(lapses_at) - now.getTime()) / 1000));
  throw new ApiError('RATE_LIMITED', {
    message: 'Too many failed sign-ins for this account.',
    headers: { 'Retry-After': String(seconds) },
  });
}

function currentSession({ credential }: Actor): number {
  if (credential.kind === 'session') return credential.session;
  throw new ApiError('PERMISSION_DENIED', { message: 'An API key has no session.' });
}

function ownSession(tokenSigner: TokenSigner, actor: Actor, refresh: string): number {
  try {
    const { user, session } = tokenSigner.verify(refresh, 'refresh');
    if (user === actor.id) return session;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  throw invalidField('refresh', 'This is not a refresh token of yours.');
}
