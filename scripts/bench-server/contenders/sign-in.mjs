import { createSecretKey } from 'node:crypto';
import { fromServer } from '../from-server.mjs';

const jwt = fromServer('jsonwebtoken');

/** As long as our server remembers who is behind a session. */
const MAX_AGE_MS = 3000;

const rules = { algorithms: ['HS256'], issuer: 'medcor', audience: 'medcor-api' };

/** Who sent a request: the token is verified each time, its session and user looked at every few seconds. */
export function createSignIn({ ask }, secret) {
  const key = createSecretKey(Buffer.from(secret));
  const remembered = new Map();

  return async function identify(authorization) {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw Object.assign(new Error('There is no token.'), { status: 401 });
    const { sid, typ } = jwt.verify(token, key, rules);
    if (typ !== 'access') throw Object.assign(new Error('This is no access token.'), { status: 401 });
    const now = Date.now();
    const known = remembered.get(sid);
    if (known && known.until > now) return known.actor;
    const [actor] = await ask('signIn', [sid]);
    if (!actor?.is_active || !actor.goes_on) throw Object.assign(new Error('It has ended.'), { status: 401 });
    remembered.set(sid, { actor, until: now + MAX_AGE_MS });
    return actor;
  };
}
