import { Email, NewPassword, text, validationDetails } from '@medcor/contract';
import * as z from 'zod/v4';
import { ApiError } from '../../edge/api-error.js';
import type { PasswordHasher, ServicePorts } from '../../ports.js';
import { insertAccount } from './new-account.js';
import { assertGoodPassword } from './password-rules.js';
import type { Account } from './users.repository.js';

const Superuser = z.strictObject({
  email: Email,
  password: NewPassword,
  first_name: text(100),
  last_name: text(100),
});

/**
 * Makes a platform operator who belongs to no hospital; the set-up of an installation is closed from then on.
 * Throws `400 VALIDATION_ERROR` and `409 ALREADY_EXISTS`.
 */
export async function createSuperuser(
  {
    database,
    clock,
    passwordHasher,
  }: Pick<ServicePorts, 'database' | 'clock'> & { passwordHasher: PasswordHasher },
  input: z.input<typeof Superuser>,
): Promise<Account> {
  const parsed = Superuser.safeParse(input);
  if (!parsed.success) throw new ApiError('VALIDATION_ERROR', { details: validationDetails(parsed.error) });
  const { password, ...names } = parsed.data;
  assertGoodPassword('password', password, names);
  const password_hash = await passwordHasher.hash(password);
  return database.transaction('platform', async (transaction) => {
    await transaction.lock(['installation', 1]);
    const fields = { ...names, role: 'admin' as const };
    const draft = { fields, hospital: null, is_superuser: true, password_hash };
    const now = clock();
    const account = await insertAccount(transaction, draft, now);
    const { claimed_at } = await transaction.installation.get();
    if (claimed_at === null) await transaction.installation.claim(account.id, now.toISOString());
    return account;
  });
}
