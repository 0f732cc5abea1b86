import type { ChangePassword, PasswordResetConfirm } from '@medcor/contract';
import type { Transaction } from '../../db/database.js';
import type { Actor } from '../../edge/actor.js';
import { ApiError, found, invalidField } from '../../edge/api-error.js';
import { permit } from '../../edge/permit.js';
import type { Mailer, PasswordHasher, Secrets, ServicePorts } from '../../ports.js';
import { assertGoodPassword } from '../users/password-rules.js';
import type { SignInStates } from './sign-in-states.js';

const RESET_LIFETIME_MS = 60 * 60 * 1000;

interface PasswordPorts extends ServicePorts {
  readonly passwordHasher: PasswordHasher;
  readonly secrets: Secrets;
  readonly mailer: Mailer;
  readonly signInStates: SignInStates;
  readonly publicUrl: string;
  readonly onFault: (error: unknown, requestId: string) => void;
}

export type PasswordService = ReturnType<typeof createPasswordService>;

export function createPasswordService(ports: PasswordPorts) {
  const { database, clock, passwordHasher, secrets, mailer, signInStates, publicUrl, onFault } = ports;

  const sendReset = async (email: string): Promise<void> => {
    const account = await database.read('platform', ({ users }) => users.findByEmail(email));
    if (!account?.is_active) return;
    const token = `pr_${secrets.random()}`;
    const expires_at = new Date(clock().getTime() + RESET_LIFETIME_MS).toISOString();
    await database.transaction('platform', ({ passwordResets }) =>
      passwordResets.insert(secrets.digest(token), { user: account.id, expires_at }),
    );
    await mailer.send({
      to: account.email,
      subject: 'Set a new MedCor password',
      text: [
        `Hello ${account.full_name},`,
        'someone asked to set a new password for your account. To do so, open this link within an hour:',
        `${publicUrl}/reset-password?token=${token}`,
        'If it was not you, leave this mail alone: nothing has changed.',
      ].join('\n\n'),
    });
  };

  return {
    async change(actor: Actor, body: ChangePassword): Promise<void> {
      permit(actor, 'account');
      const { account, hash } = await database.read('platform', async ({ users }) => ({
        account: found(await users.find(actor.id)),
        hash: await users.passwordHash(actor.id),
      }));
      if (!(await passwordHasher.verify(hash, body.old_password))) {
        throw invalidField('old_password', 'This is not your password.');
      }
      assertGoodPassword('new_password', body.new_password, account);
      const password_hash = await passwordHasher.hash(body.new_password);
      const at = clock().toISOString();
      const current = actor.credential.kind === 'session' ? actor.credential.session : null;
      await database.transaction('platform', async (transaction) => {
        await transaction.lock(['account', actor.id]);
        await setPassword(transaction, actor.id, password_hash, at, current);
      });
      signInStates.forget();
    },

    /** Goes on behind the answer, which tells nothing, not even by the time it takes. */
    requestReset(email: string, requestId: string): void {
      sendReset(email).catch((error) => onFault(error, requestId));
    },

    async confirmReset({ token, new_password }: PasswordResetConfirm): Promise<void> {
      const hash = secrets.digest(token);
      const reset = await database.read('platform', ({ passwordResets }) => passwordResets.find(hash));
      const at = clock().toISOString();
      if (!reset || reset.used_at !== null) throw new ApiError('INVALID_TOKEN');
      if (reset.expires_at <= at) throw new ApiError('TOKEN_EXPIRED');
      const account = found(await database.read('platform', ({ users }) => users.find(reset.user)));
      assertGoodPassword('new_password', new_password, account);
      const password_hash = await passwordHasher.hash(new_password);
      await database.transaction('platform', async (transaction) => {
        await transaction.lock(['account', account.id]);
        if (!(await transaction.passwordResets.use(hash, at))) throw new ApiError('INVALID_TOKEN');
        await setPassword(transaction, account.id, password_hash, at, null);
      });
      signInStates.forget();
    },
  };
}

/**
 * Sets a password, and ends what the old one was good for: every session less one, and every reset still under way.
 * Call it under the lock of the account, so that of two resets at once the later one finds itself used up.
 */
async function setPassword(
  { users, sessions, passwordResets }: Transaction,
  user: number,
  password_hash: string,
  at: string,
  keptSession: number | null,
): Promise<void> {
  await users.update(user, { password_hash, updated_at: at });
  await sessions.endAll(user, keptSession, at);
  await passwordResets.useAll(user, at);
}
