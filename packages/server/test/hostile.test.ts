import { ErrorBody, type Operation } from '@medcor/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted, publish } from '../testing/figures.js';
import { type Fixture, populate, signIn } from '../testing/fixture.js';
import { schemaArbitrary } from '../testing/schema-arbitrary.js';
import { servedOperations } from '../testing/served-operations.js';
import { openTestApi, stores, type TestApi } from '../testing/test-api.js';

/** Requests to each operation; `pnpm reliability fuzz` makes 100,000 of them. */
const runs = Number(process.env.MEDCOR_FUZZ_RUNS ?? 12);
const seed = Number(process.env.MEDCOR_FUZZ_SEED ?? 20_250_120);

/** What kinds of input broke others: every endpoint is given them, wherever a value can stand. */
const hostileValues: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2_147_483_647,
  2_147_483_648,
  9_007_199_254_740_992,
  1e308,
  '',
  ' ',
  'a\0b',
  '\ud800',
  'é́́́',
  '👩🏽‍⚕️',
  "'; drop table users; --",
  '%',
  '\\',
  '../../etc/passwd',
  'x'.repeat(100_000),
  '2025-02-30',
  '0000-01-01',
  '9999-12-31T23:59:59Z',
  '2025-03-09T02:30:00-05:00',
  '__proto__',
  [],
  {},
  [[[[[[[[]]]]]]]],
  { __proto__x: 1, constructor: 1 },
  Array.from({ length: 501 }, () => ({})),
];

const rawBodies = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1e400}',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
  '{"__proto__":{"role":"admin"}}',
  '{"email":"\\u0000"}',
  '\ufeff{}',
  'role=admin',
];

const pathValues = [
  '0',
  '-1',
  '1',
  '2',
  '%00',
  '%',
  '%ff',
  'abc',
  '99999999999999999999',
  '1%2F2',
  "1'",
  '%F0%9F%98%80',
  '1.0',
];

const contentTypes = [
  undefined,
  'application/json',
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data',
];

const hostile = fc.constantFrom(...hostileValues);

/** A body that its schema lets pass, or all but a hostile value or two, or that is not a body at all. */
function bodyFor({ endpoint }: Operation): fc.Arbitrary<string> {
  const example = Object(endpoint.metadata.examples.request ?? {}) as Record<string, unknown>;
  const shape = Object.keys(Object((endpoint.body as { shape?: object } | undefined)?.shape ?? {}));
  const names = [...new Set([...Object.keys(example), ...shape, 'unknown'])];
  const spoiled = fc
    .dictionary(fc.constantFrom(...names), hostile, { maxKeys: 2 })
    .map((changes) => JSON.stringify({ ...example, ...changes }));
  const fitting = endpoint.body ? schemaArbitrary(endpoint.body) : fc.constant({});
  return fc.oneof(
    { weight: 5, arbitrary: spoiled },
    { weight: 4, arbitrary: fitting.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(...rawBodies) },
  );
}

function queryFor({ endpoint }: Operation): fc.Arbitrary<string> {
  const names = [...Object.keys(endpoint.query?.shape ?? {}), 'unknown'];
  const spoiled = fc.array(fc.tuple(fc.constantFrom(...names), hostile), { maxLength: 2 });
  const fitting = (endpoint.query ? schemaArbitrary(endpoint.query) : fc.constant({})).map((query) =>
    Object.entries(Object(query)),
  );
  return fc
    .oneof(spoiled, fitting)
    .map((pairs) => pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&'));
}

/** A lone surrogate cannot be encoded; a browser would send the replacement character. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(Buffer.from(text.slice(0, 3000)).toString());
}

const requests = (operation: Operation) =>
  fc.record({
    path: fc
      .array(fc.constantFrom(...pathValues), { minLength: 2, maxLength: 2 })
      .map((values) => operation.endpoint.path.replace(/:\w+/g, () => values.pop() ?? '1')),
    query: queryFor(operation),
    body: bodyFor(operation),
    contentType: fc.constantFrom(...contentTypes, 'application/json', 'application/json'),
  });

describe.each(stores)('hostile input over %s', (store) => {
  let api: TestApi;
  let fixture: Fixture;

  beforeAll(async () => {
    api = await openTestApi(store);
    fixture = await populate(api);
  });
  afterAll(() => api.close());

  it('is never answered 5xx, nor outside the envelope', { timeout: 10_000 * runs }, async () => {
    let { token } = fixture.superuser;
    let sent = 0;
    for (const operation of await servedOperations(api)) {
      const { method } = operation.endpoint;
      await fc.assert(
        fc.asyncProperty(requests(operation), async ({ path, query, body, contentType }) => {
          const response = await api.call(method, query ? `${path}?${query}` : path, {
            token,
            headers: contentType ? { 'Content-Type': contentType } : {},
            ...(method !== 'GET' && { raw: body }),
          });
          sent += 1;
          expect(response.status, JSON.stringify(response.body)).toBeLessThan(500);
          if (response.status >= 400) ErrorBody.parse(response.body);
          // Signing out, and ending sessions by their ids, work on ours as well.
          if (response.status === 401) ({ token } = await signIn(api, fixture.superuser.email));
        }),
        { numRuns: runs, seed },
      );
    }
    // One that was answered otherwise would have ended the test.
    publish({ part: 'fuzz', over: store, attempts: `${counted(sent)} requests`, result: '0 answers', seed });
  });
});
