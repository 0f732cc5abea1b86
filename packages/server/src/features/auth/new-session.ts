import type { Transaction } from '../../db/database.js';
import type { Actor, Origin } from '../../edge/actor.js';
import type { Secrets, TokenSigner } from '../../ports.js';
import type { Account } from '../users/users.repository.js';
import { actorOf } from './sign-in-states.js';

/** How long a refresh token, and so an unused session, lives. */
const SESSION_DAYS = 30;

interface SessionPorts {
  readonly tokenSigner: TokenSigner;
  readonly secrets: Secrets;
}

export function sessionExpiry(now: Date): string {
  return new Date(now.getTime() + SESSION_DAYS * 24 * 60 * 60 * 1000).toISOString();
}

/** Begins a session: its tokens, and the actor they stand for. */
export async function beginSession(
  transaction: Transaction,
  ports: SessionPorts,
  account: Account,
  origin: Origin,
  now: Date,
): Promise<{ actor: Actor; tokens: { access: string; refresh: string } }> {
  const at = now.toISOString();
  const session = await transaction.sessions.insert({
    user: account.id,
    ip: origin.ip,
    user_agent: origin.userAgent?.slice(0, 500) ?? null,
    created_at: at,
    last_used_at: at,
    expires_at: sessionExpiry(now),
  });
  const refresh = await addRefreshToken(transaction, ports, { user: account.id, session: session.id }, at);
  const access = ports.tokenSigner.sign({ type: 'access', user: account.id, session: session.id });
  return { actor: actorOf(account, { kind: 'session', session: session.id }), tokens: { access, refresh } };
}

/** A further refresh token of a session; only its digest is kept. */
export async function addRefreshToken(
  { sessions }: Transaction,
  { tokenSigner, secrets }: SessionPorts,
  of: { user: number; session: number },
  at: string,
): Promise<string> {
  const refresh = tokenSigner.sign({ type: 'refresh', ...of });
  await sessions.addRefreshToken(secrets.digest(refresh), of.session, at);
  return refresh;
}
