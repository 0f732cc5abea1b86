import { describe, expect, it } from 'vitest';
import type { RateCaller, RateLimiter } from '../ports.js';
import type { Actor } from './actor.js';
import { ApiError } from './api-error.js';
import type { EdgeRequest, EdgeResponse } from './exchange.js';
import { type RateTally, withRateLimits } from './rate-limit.js';

const actor: Actor = {
  id: 7,
  role: 'doctor',
  hospital: 1,
  isSuperuser: false,
  credential: { kind: 'session', session: 1 },
};

/** Lets everyone through, or nobody, and remembers who was counted. */
function limiterThat(allowed: boolean) {
  const taken: [string, RateCaller][] = [];
  const limiter: RateLimiter = {
    async take(rate, caller) {
      taken.push([rate, caller]);
      return { allowed, limit: 9, remaining: 8, resetAt: new Date(Date.now() + 1500) };
    },
  };
  return { limiter, taken };
}

const answered = (status: number): EdgeResponse => ({ status, headers: { ETag: '"1"' }, body: null });

/** Answers one request that is counted in the given way; a failure's answer says what was told of. */
function answerOf(limiter: RateLimiter | undefined, work: (tally: RateTally) => Promise<EdgeResponse>) {
  const serve = withRateLimits(limiter, (_request, tally) =>
    work(tally).catch(async (caught) => {
      const failure = await tally.countFailure(caught);
      if (!(failure instanceof ApiError)) return answered(500);
      return { status: failure.status, headers: failure.headers, body: null };
    }),
  );
  // Nothing else of a request is looked at here.
  return serve({ ip: '192.0.2.7' } as EdgeRequest);
}

const failing = (error: unknown) => async () => {
  throw error;
};

describe('a request is counted', () => {
  it('once, for the user, in its class', async () => {
    const { limiter, taken } = limiterThat(true);
    await answerOf(limiter, async (tally) => {
      await tally.count('bulk', actor);
      throw new ApiError('NOT_FOUND');
    });
    expect(taken).toEqual([['bulk', { user: 7 }]]);
  });

  it('for the address where there is no user', async () => {
    const { limiter, taken } = limiterThat(true);
    await answerOf(limiter, async (tally) => {
      await tally.count('standard', null);
      return answered(200);
    });
    await answerOf(limiter, failing(new ApiError('NOT_FOUND')));
    expect(taken).toEqual(Array(2).fill(['standard', { address: '192.0.2.7' }]));
  });

  it('not at all where its endpoint is not, even when it fails', async () => {
    const { limiter, taken } = limiterThat(true);
    const response = await answerOf(limiter, async (tally) => {
      await tally.count('none', null);
      throw new ApiError('DATABASE_UNAVAILABLE');
    });
    expect([response.status, response.headers, taken]).toEqual([503, {}, []]);
  });
});

describe('an answer', () => {
  it.each([200, 204, 304])(
    'of status %i carries where the caller stands, beside its own headers',
    async (status) => {
      const { limiter } = limiterThat(true);
      const { headers } = await answerOf(limiter, async (tally) => {
        await tally.count('standard', actor);
        return answered(status);
      });
      expect(headers).toEqual({
        ETag: '"1"',
        'X-RateLimit-Limit': '9',
        'X-RateLimit-Remaining': '8',
        'X-RateLimit-Reset': expect.stringMatching(/^\d{10}$/),
      });
    },
  );

  it('says nothing of limits where there are none', async () => {
    const response = await answerOf(undefined, async (tally) => {
      await tally.count('standard', actor);
      return answered(200);
    });
    expect(response).toEqual(answered(200));
    const failure = await answerOf(undefined, failing(new ApiError('NOT_FOUND')));
    expect([failure.status, failure.headers]).toEqual([404, {}]);
  });
});

describe('beyond the limit', () => {
  it('nothing is done, and the whole seconds to wait are named', async () => {
    const { limiter } = limiterThat(false);
    const { status, headers } = await answerOf(limiter, async (tally) => {
      await tally.count('standard', actor);
      return answered(200);
    });
    expect([status, headers['Retry-After'], headers['X-RateLimit-Limit']]).toEqual([429, '2', '9']);
  });

  it.each(['INVALID_TOKEN', 'NOT_FOUND', 'METHOD_NOT_ALLOWED'] as const)(
    'the caller is told so rather than of %s',
    async (code) => {
      const { limiter } = limiterThat(false);
      expect((await answerOf(limiter, failing(new ApiError(code)))).status).toBe(429);
    },
  );

  it('a fault of ours is still told of as one', async () => {
    const { limiter } = limiterThat(false);
    const lost = await answerOf(limiter, failing(new ApiError('DATABASE_UNAVAILABLE')));
    const broken = await answerOf(limiter, failing(new Error('Broken.')));
    expect([lost.status, broken.status]).toEqual([503, 500]);
    expect(lost.headers['X-RateLimit-Limit']).toBe('9');
  });
});
