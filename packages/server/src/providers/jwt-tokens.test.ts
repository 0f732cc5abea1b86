import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../edge/api-error.js';
import type { TokenClaims } from '../ports.js';
import { createJwtTokens } from './jwt-tokens.js';
import { tokenLifetime } from './token-rules.js';

const current = { id: 'new', secret: 'n'.repeat(32) };
const former = { id: 'old', secret: 'o'.repeat(32) };
let time = new Date('2025-01-20T09:00:00.500Z');
const clock = () => time;
const tokens = createJwtTokens([current, former], clock);
const claims: TokenClaims = { type: 'access', user: 7, session: 42 };

const at = Math.floor(time.getTime() / 1000);
const payload = {
  sub: '7',
  sid: 42,
  typ: 'access',
  jti: 'x',
  iat: at,
  exp: at + 60,
  iss: 'medcor',
  aud: 'medcor-api',
};

function codeOf(token: string, type: TokenClaims['type'] = 'access'): string {
  try {
    tokens.verify(token, type);
    return 'accepted';
  } catch (error) {
    return error instanceof ApiError ? error.code : String(error);
  }
}

const forge = (change: object, options: jwt.SignOptions = {}, secret = current.secret) =>
  jwt.sign(JSON.parse(JSON.stringify({ ...payload, ...change })), secret, { keyid: 'new', ...options });

describe('tokens', () => {
  it('carry their claims', () => {
    expect(tokens.verify(tokens.sign(claims), 'access')).toEqual(claims);
    expect(tokens.verify(tokens.sign({ ...claims, type: 'refresh' }), 'refresh')).toMatchObject({
      type: 'refresh',
    });
    const { header, payload } = jwt.decode(tokens.sign(claims), { complete: true }) ?? {};
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'new' });
    expect(payload).toEqual({
      sub: '7',
      sid: 42,
      typ: 'access',
      jti: expect.any(String),
      iat: at,
      exp: at + 3600,
      iss: 'medcor',
      aud: 'medcor-api',
    });
    expect(tokens.sign(claims)).not.toBe(tokens.sign(claims));
  });

  it('are of one kind', () => {
    expect(codeOf(tokens.sign(claims), 'refresh')).toBe('INVALID_TOKEN');
    expect(codeOf(tokens.sign({ ...claims, type: 'refresh' }))).toBe('INVALID_TOKEN');
  });

  it.each(['access', 'refresh'] as const)('expire: %s', (type) => {
    const token = tokens.sign({ ...claims, type });
    const start = time;
    time = new Date((at + tokenLifetime[type] - 1) * 1000);
    expect(codeOf(token, type)).toBe('accepted');
    time = new Date((at + tokenLifetime[type]) * 1000);
    expect(codeOf(token, type)).toBe('TOKEN_EXPIRED');
    time = start;
  });

  it('are believed under a former key, and under no other', () => {
    expect(codeOf(createJwtTokens([former], clock).sign(claims))).toBe('accepted');
    const unknown = createJwtTokens([{ id: 'other', secret: current.secret }], clock);
    expect(codeOf(unknown.sign(claims))).toBe('INVALID_TOKEN');
    const impostor = createJwtTokens([{ id: 'new', secret: 'x'.repeat(32) }], clock);
    expect(codeOf(impostor.sign(claims))).toBe('INVALID_TOKEN');
  });

  it('are refused when anything about them is not as it should be', () => {
    expect(codeOf(forge({}))).toBe('accepted');
    const missing = Object.keys(payload).map((claim) =>
      forge({ [claim]: undefined }, { noTimestamp: claim === 'iat' }),
    );
    const wrong = [
      forge({ iss: 'else' }),
      forge({ aud: 'else' }),
      forge({ sub: '0' }),
      forge({ sub: '1e3' }),
      forge({ sid: '42' }),
      forge({ sid: 0 }),
      forge({ typ: 'id' }),
      forge({ iat: 0, nbf: at + 60 }),
      forge({}, { algorithm: 'HS512' }),
      forge({}, { algorithm: 'none' }, ''),
      forge({}, { keyid: '__proto__' }),
      jwt.sign(payload, current.secret),
    ];
    const broken = [
      '',
      'x',
      'a.b.c',
      '..',
      `${forge({})}x`,
      forge({}).slice(0, -2),
      'e30.e30.',
      'bnVsbA.bnVsbA.x',
    ];
    for (const token of [...missing, ...wrong, ...broken]) expect(codeOf(token)).toBe('INVALID_TOKEN');
  });
});
