import { describe, expect, it, test } from 'vitest';
import * as z from 'zod/v4';
import {
  type Contract,
  contract,
  type Endpoint,
  ErrorBody,
  type ErrorCode,
  errorCodes,
  MAX_ID,
  NoContent,
  type Operation,
  type OperationId,
  operationsOf,
} from '../src/index.js';
import { componentMetadata } from '../src/openapi/component-metadata.js';
import type { JsonSchema } from '../src/openapi.js';
import { documentedPayloads } from './documented-api.js';
import { partsOf, type SchemaPart } from './schema-parts.js';

const operations = operationsOf(contract);
const operationsById = new Map(operations.map((operation) => [operation.id, operation]));

/** Endpoints whose body is a file, which no example can show. */
const withoutRequestExample: OperationId[] = ['medicalRecords.addAttachment'];
/** Endpoints that answer a file. */
const withoutResponseExample: OperationId[] = ['medicalRecords.getAttachment'];
/** Strings without a bound of their own: the content of a file, and JSON values of any kind. */
const unboundedStrings = ['medicalRecords.addAttachment body: file', 'Json'];

describe('paths', () => {
  test('are written one way, under /api/', () => {
    for (const { endpoint } of operations) {
      expect(endpoint.path).toMatch(/^\/api\/(?:(?:[a-z][a-z-]*|:[a-z_]+)\/)+$/);
    }
  });

  test('and ids are unique', () => {
    const ids = operations.map(({ id }) => id);
    const routes = operations.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes.map((route) => route.replace(/:\w+/g, ':'))).size).toBe(routes.length);
  });

  test('never swallow one another', () => {
    expect(shadowed(operations)).toEqual([]);
  });

  test('never swallow one another, in whatever order they are declared', () => {
    const backwards = Object.fromEntries(
      Object.entries(contract)
        .reverse()
        .map(([domain, endpoints]) => [domain, Object.fromEntries(Object.entries(endpoints).reverse())]),
      // The same contract; only the order of its keys is another.
    ) as Contract;
    expect(Object.keys(backwards)[0]).toBe('system');
    expect(shadowed(operationsOf(backwards))).toEqual([]);
  });

  test('would be found to swallow one another', () => {
    const byWeight = [...operations].reverse();
    expect(shadowed(byWeight)).toContain('appointments.get swallows availabilitySlots.list');
  });

  test('name exactly the parameters that are declared', () => {
    for (const { id, endpoint } of operations) {
      const named = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      expect(Object.keys(endpoint.pathParams?.shape ?? {}), id).toEqual(named);
    }
  });
});

describe('every endpoint', () => {
  it('says in a summary and a description what it does', () => {
    for (const { id, endpoint } of operations) {
      expect(endpoint.summary, id).toMatch(/^[A-Z].{3,50}[^.]$/);
      expect(endpoint.description, id).toMatch(/^[A-Z].{5,}\.$/);
    }
  });

  it('declares an answer for each of its errors', () => {
    for (const { id, endpoint } of operations) {
      expect(endpoint.metadata.errors.length, id).toBeGreaterThan(0);
      for (const code of endpoint.metadata.errors) {
        expect(Object.keys(errorCodes), id).toContain(code);
        expect(endpoint.responses[errorCodes[code].status], `${id} ${code}`).toBe(ErrorBody);
      }
    }
  });

  it('declares the errors that the edge gives whatever the endpoint', () => {
    for (const { id, endpoint } of operations) {
      const { errors, signIn, rate } = endpoint.metadata;
      const expected: ErrorCode[] = ['VALIDATION_ERROR', 'INTERNAL_ERROR'];
      if (signIn !== 'none') expected.push('NOT_AUTHENTICATED', 'INVALID_TOKEN', 'TOKEN_EXPIRED');
      if (rate !== 'none') expected.push('RATE_LIMITED', 'DATABASE_UNAVAILABLE');
      if (endpoint.body) expected.push('PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
      if (endpoint.pathParams) expected.push('NOT_FOUND');
      expect(errors, id).toEqual(expect.arrayContaining(expected));
    }
  });

  it('leaves rows that stand each for itself to whoever takes them one by one', () => {
    const withRows = operations.filter(({ endpoint }) => endpoint.metadata.rows !== null);
    expect(withRows.map(({ id }) => id)).toEqual(['users.bulk']);
    for (const { id, endpoint } of withRows) {
      const anything = { [endpoint.metadata.rows ?? '']: ['nobody', null, {}] };
      expect(endpoint.body?.safeParse(anything).success, id).toBe(true);
    }
  });

  it('takes an idempotency key where it is a POST, under /api/auth/ only for users', () => {
    for (const { id, endpoint } of operations.filter(({ endpoint }) => endpoint.method === 'POST')) {
      const isAccount = /^\/api\/auth\/(?!users\/)/.test(endpoint.path);
      expect(endpoint.metadata.idempotency === 'key', id).toBe(!isAccount);
    }
  });

  it('answers with success in one way', () => {
    for (const { id, endpoint } of operations) expect(Object.keys(endpoint.success), id).toHaveLength(1);
  });
});

describe('examples', () => {
  test('of requests stand with every body, and are valid', () => {
    for (const { id, endpoint } of operations) {
      const { request } = endpoint.metadata.examples;
      const isExpected = endpoint.body !== undefined && !withoutRequestExample.includes(id);
      expect(request !== undefined, id).toBe(isExpected);
      if (isExpected) expect(endpoint.body?.safeParse(request).error, id).toBeUndefined();
    }
  });

  test('of answers stand with every content, and are valid', () => {
    for (const { id, endpoint } of operations) {
      const { response } = endpoint.metadata.examples;
      const [schema] = Object.values(endpoint.success);
      const isExpected = schema !== NoContent && !withoutResponseExample.includes(id);
      expect(response !== undefined, id).toBe(isExpected);
      if (isExpected) expect(schema?.safeParse(response).error, id).toBeUndefined();
    }
  });

  test.each(documentedPayloads)("of the API's document are taken: %s", (_step, id, body) => {
    expect(operationsById.get(id)?.endpoint.body?.safeParse(body).error).toBeUndefined();
  });

  test('of errors fit the envelope', () => {
    for (const [code, { message }] of Object.entries(errorCodes)) {
      const error = { code, message, details: { 'vital_signs.heart_rate': ['No.'] }, request_id: 'r1' };
      expect(ErrorBody.safeParse({ error }).success, code).toBe(true);
    }
    expect(ErrorBody.safeParse({ error: { code: 'OTHER', message: '', details: {} } }).success).toBe(false);
  });
});

describe('what a request carries', () => {
  it('is refused with an unknown field', () => {
    for (const { id, endpoint } of operations) {
      for (const [part, schema] of Object.entries(requestSchemas(endpoint))) {
        const { request = {} } = part === 'body' ? endpoint.metadata.examples : {};
        const result = schema.safeParse({ ...Object(request), unknown_field: 1 });
        const issues = result.error?.issues ?? [];
        expect(issues, `${id} ${part}`).toContainEqual(
          expect.objectContaining({ code: 'unrecognized_keys', keys: ['unknown_field'] }),
        );
      }
    }
  });

  it('is refused with an unknown field at any depth', () => {
    for (const { at, schema } of requestParts()) {
      if (schema.properties) expect(schema.additionalProperties, at).toBe(false);
    }
  });

  it('is bounded', () => {
    const unbounded = requestParts().filter(({ schema }) => !isBounded(schema));
    expect([...new Set(unbounded.map(({ at }) => at))].sort()).toEqual([...unboundedStrings].sort());
  });

  it('is checked by patterns that JSON Schema can say', () => {
    const flagged: string[] = [];
    for (const { id, endpoint } of operations) {
      for (const schema of Object.values(requestSchemas(endpoint))) {
        z.toJSONSchema(schema, {
          io: 'input',
          override: ({ zodSchema }) => {
            const { patterns } = zodSchema._zod.bag;
            if (!(patterns instanceof Set)) return;
            for (const pattern of patterns)
              if (/[imsy]/.test(pattern.flags)) flagged.push(`${id} ${pattern}`);
          },
        });
      }
    }
    expect(flagged).toEqual([]);
  });
});

describe('ordering', () => {
  const lists = operations.filter(({ endpoint }) => endpoint.metadata.list);

  it('takes its default and its fields both ways, and nothing else', () => {
    expect(lists.length).toBeGreaterThan(15);
    for (const { id, endpoint } of lists) {
      const { ordering: fields = [], defaultOrdering = '' } = endpoint.metadata.list ?? {};
      const takes = (ordering: string) => endpoint.query?.safeParse({ ordering }).success;
      expect(fields, id).toContain('id');
      for (const good of [defaultOrdering, fields.join(','), fields.map((field) => `-${field}`).join(',')]) {
        expect(takes(good), `${id} ${good}`).toBe(true);
      }
      for (const bad of [
        '',
        'password',
        'id,password',
        '+id',
        'id,',
        '--id',
        'id id',
        'ID',
        `${fields[0]}x`,
      ]) {
        expect(takes(bad), `${id} ${bad}`).toBe(false);
      }
    }
  });
});

/** The operations that a request meant for another would reach, were they asked in this order. */
function shadowed(ordered: readonly Operation[]): string[] {
  return ordered.flatMap((later, index) =>
    ordered
      .slice(0, index)
      .filter(({ endpoint }) => endpoint.method === later.endpoint.method)
      .filter(({ endpoint }) => patternOf(endpoint).test(later.endpoint.path.replace(/:\w+/g, '1')))
      .map((earlier) => `${earlier.id} swallows ${later.id}`),
  );
}

function patternOf({ path }: Endpoint): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
}

function requestSchemas({ body, query, pathParams }: Endpoint): Record<string, z.ZodType> {
  return { ...(body && { body }), ...(query && { query }), ...(pathParams && { pathParams }) };
}

/** Every part of everything that requests carry; those of a schema with a name once, under that name. */
function requestParts(): SchemaPart[] {
  const named = new Map<string, JsonSchema>();
  const parts = operations.flatMap(({ id, endpoint }) =>
    Object.entries(requestSchemas(endpoint)).flatMap(([part, schema]) => {
      // zod's type for JSON Schema leaves every keyword unknown; this is what it writes for objects.
      const { $defs = {}, ...root } = z.toJSONSchema(schema, {
        io: 'input',
        metadata: componentMetadata,
      }) as JsonSchema & {
        $defs?: Record<string, JsonSchema>;
      };
      for (const [name, definition] of Object.entries($defs)) named.set(name, definition);
      return partsOf(root).map(({ at, schema }) => ({ at: `${id} ${part}: ${at}`, schema }));
    }),
  );
  return [...parts, ...[...named].flatMap(([name, schema]) => partsOf(schema, name))].map(
    ({ at, schema }) => ({ at: at.startsWith('Json') ? 'Json' : at, schema }),
  );
}

function isBounded(schema: JsonSchema): boolean {
  if ('enum' in schema || 'const' in schema) return true;
  switch (schema.type) {
    case 'string':
      return 'maxLength' in schema || 'pattern' in schema || schema.format === 'uuid';
    case 'integer':
      return Number(schema.minimum) >= 0 && Number(schema.maximum) <= MAX_ID;
    case 'number':
      return 'minimum' in schema && 'maximum' in schema;
    case 'array':
      return 'maxItems' in schema;
    default:
      return true;
  }
}
