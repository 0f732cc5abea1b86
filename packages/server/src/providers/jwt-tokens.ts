import { createSecretKey, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import * as z from 'zod/v4';
import type { SigningKey } from '../config.js';
import type { Clock, TokenClaims, TokenSigner } from '../ports.js';
import { remember } from '../remember.js';
import { tokenLifetime, tokenRefusal } from './token-rules.js';

const issuer = 'medcor';
const audience = 'medcor-api';

/** The library checks what is there, but would also take a token that leaves these out. */
const Claims = z.object({
  sub: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number),
  sid: z.int().positive(),
  typ: z.enum(['access', 'refresh']),
  jti: z.string(),
  iat: z.int(),
  exp: z.int(),
});

/** Tokens beyond this many are looked into anew, the oldest first. */
const MAX_REMEMBERED = 10_000;

/** Signs with the first key; a token names its key in the header, and is believed under any of them. */
export function createJwtTokens(keys: readonly [SigningKey, ...SigningKey[]], clock: Clock): TokenSigner {
  // Key objects, since the library takes 80 times as long with a secret in plain text.
  const toKey = ({ secret }: SigningKey) => createSecretKey(Buffer.from(secret));
  const believed = new Map(keys.map((key) => [key.id, toKey(key)]));
  const signing = { id: keys[0].id, key: toKey(keys[0]) };
  const now = () => Math.floor(clock().getTime() / 1000);

  /** What was in tokens that were right. To look into one again takes a tenth of a request; it only runs out. */
  const remembered = new Map<string, z.output<typeof Claims>>();

  function recall(token: string) {
    const known = remembered.get(token);
    if (known && known.exp > now()) return known;
    remembered.delete(token);
    const claims = read(token);
    remember(remembered, token, claims, MAX_REMEMBERED);
    return claims;
  }

  /** Throws for whatever is not a token of ours. */
  function read(token: string) {
    const id = jwt.decode(token, { complete: true })?.header.kid;
    const key = id === undefined ? undefined : believed.get(id);
    if (!key) throw new Error('The token names no key of ours.');
    return Claims.parse(
      jwt.verify(token, key, { algorithms: ['HS256'], issuer, audience, clockTimestamp: now() }),
    );
  }

  return {
    sign({ type, user, session }) {
      const iat = now();
      const claims = { sub: String(user), sid: session, typ: type, jti: randomUUID(), iat };
      return jwt.sign({ ...claims, exp: iat + tokenLifetime[type] }, signing.key, {
        algorithm: 'HS256',
        issuer,
        audience,
        keyid: signing.id,
      });
    },
    verify(token, type): TokenClaims {
      try {
        const { sub, sid, typ } = recall(token);
        if (typ === type) return { type, user: sub, session: sid };
      } catch (cause) {
        throw tokenRefusal(cause instanceof jwt.TokenExpiredError ? 'TOKEN_EXPIRED' : 'INVALID_TOKEN', cause);
      }
      throw tokenRefusal('INVALID_TOKEN');
    },
  };
}
