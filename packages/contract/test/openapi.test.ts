import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it, test } from 'vitest';
import {
  contract,
  errorCodes,
  NoContent,
  type Operation,
  type OperationId,
  operationsOf,
  permissions,
} from '../src/index.js';
import { openApiDocument } from '../src/openapi.js';
import { described, document, idsWhere, successOf } from './described.js';
import { documentedEndpoints } from './documented-api.js';

const text = JSON.stringify(document);
const operations = operationsOf(contract);

describe('the document', () => {
  it("is valid to the OpenAPI Initiative's own schema", async () => {
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(text));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it("passes Redocly's recommended rules without a warning", async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // Every path ends with a slash: so does the API's own document, which is the law.
        'no-path-trailing-slash': 'off',
        // `…/availability-slots/{id}/` beside `…/{id}/confirm/`: ids are numbers, so that no request fits both.
        'no-ambiguous-paths': 'off',
        // The development server is at localhost, as the API's own document says.
        'no-server-example.com': 'off',
      },
    });
    const problems = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  it('is the same every time', () => {
    // Compared here: as a difference, half a megabyte would be printed.
    expect(JSON.stringify(openApiDocument()) === text).toBe(true);
  });

  it('names the server and the version that it is asked for', () => {
    const other = openApiDocument({ serverUrl: 'https://medcor.example.org', version: '2.1.0' });
    expect(other.servers.map(({ url }) => url)).toEqual(['https://medcor.example.org']);
    expect(other.info.version).toBe('2.1.0');
    expect(document.servers.map(({ url }) => url)).toEqual([
      'http://localhost:8002',
      'https://api.medcor.ai',
    ]);
    expect(document.info.license.identifier).toBe('Apache-2.0');
  });
});

describe('paths', () => {
  const routes = operations.map(({ endpoint }) => `${endpoint.method} ${template(endpoint.path)}`);
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );

  test('are those of the contract', () => {
    expect(described.sort()).toEqual(routes.sort());
  });

  test.each(documentedEndpoints)("have what the API's own document has: %s", (endpoint) => {
    const anyName = (route: string) => route.replace(/\{\w+\}/g, '{}');
    expect(described.map(anyName)).toContain(anyName(endpoint));
  });
});

describe('every operation', () => {
  it('has an id that generators can use, and keeps its own', () => {
    for (const { id } of operations) {
      const { operationId } = described(id);
      expect(operationId).toMatch(/^[a-z][A-Za-z]*_[a-z][A-Za-z]*$/);
      expect(operationId.replace('_', '.')).toBe(id);
    }
  });

  it('stands under a tag that is described', () => {
    const tags = new Map(document.tags.map(({ name, description }) => [name, description]));
    for (const { id, domain } of operations) {
      expect(described(id).tags).toEqual([domain]);
      expect(tags.get(domain), domain).toMatch(/\.$/);
    }
    expect([...tags.keys()]).toEqual(Object.keys(contract));
  });

  it('says what the contract says of it', () => {
    for (const { id, endpoint } of operations) {
      const { summary, description, metadata } = endpoint;
      expect(described(id)).toMatchObject({
        summary,
        description,
        'x-rate-class': metadata.rate,
        'x-idempotency': metadata.idempotency,
        'x-events': metadata.events,
        'x-error-codes': metadata.errors,
      });
      const { permission } = metadata;
      const row = permission ? { row: permission, ...permissions[permission] } : undefined;
      expect(described(id)['x-permissions'], id).toEqual(row);
    }
  });

  it('says how to sign in', () => {
    const securityOf = (id: OperationId) => described(id).security;
    expect(securityOf('appointments.list')).toEqual([{ bearerAuth: [] }, { apiKey: [] }]);
    expect(securityOf('apiKeys.create')).toEqual([{ bearerAuth: [] }]);
    expect(securityOf('hospitals.create')).toEqual([{}, { bearerAuth: [] }, { apiKey: [] }]);
    expect(idsWhere(({ security }) => security.length === 0)).toEqual([
      'auth.confirmPasswordReset',
      'auth.login',
      'auth.refresh',
      'auth.register',
      'auth.requestPasswordReset',
      'system.health',
      'system.live',
      'system.ready',
    ]);
  });

  it('describes each of its parameters', () => {
    for (const { id, endpoint } of operations) {
      const { parameters } = described(id);
      const named = (place: string) =>
        (parameters ?? []).flatMap((parameter) =>
          'in' in parameter && parameter.in === place ? [parameter.name] : [],
        );
      expect(named('path'), id).toEqual(Object.keys(endpoint.pathParams?.shape ?? {}));
      expect(named('query'), id).toEqual(Object.keys(endpoint.query?.shape ?? {}));
      for (const parameter of parameters ?? []) {
        if ('in' in parameter) expect(parameter.description, `${id} ${parameter.name}`).toMatch(/\.$/);
      }
    }
  });

  it('shows the examples of the contract', () => {
    for (const { id, endpoint } of operations) {
      const { request, response } = endpoint.metadata.examples;
      const type = endpoint.contentType ?? 'application/json';
      expect(described(id).requestBody?.content[type]?.example, id).toEqual(request);
      expect(successOf(id).content?.['application/json']?.example, id).toEqual(response);
    }
  });
});

describe('request headers', () => {
  const takes = (name: string) =>
    idsWhere(({ parameters = [] }) =>
      parameters.some((parameter) => '$ref' in parameter && parameter.$ref.endsWith(`/${name}`)),
    );
  const idsOf = (select: (operation: Operation) => boolean) => operations.filter(select).map(({ id }) => id);

  test('are taken where they mean something', () => {
    expect(takes('IdempotencyKey')).toEqual(
      idsOf(({ endpoint }) => endpoint.metadata.idempotency === 'key').sort(),
    );
    expect(takes('IfMatch')).toEqual(
      idsOf(({ endpoint }) => ['PUT', 'DELETE'].includes(endpoint.method)).sort(),
    );
    expect(takes('SetupToken')).toEqual(['auth.register', 'hospitals.create']);
    expect(takes('IdempotencyKey')).toContain('users.create');
    expect(takes('IdempotencyKey')).not.toContain('auth.login');
  });

  test('and ETags belong to what is read by its id', () => {
    const tagged = takes('IfNoneMatch');
    expect(tagged).toEqual(expect.arrayContaining(['appointments.get', 'hospitals.get', 'users.get']));
    for (const id of [
      'appointments.list',
      'medicalRecords.history',
      'medicalRecords.getAttachment',
    ] as const) {
      expect(tagged).not.toContain(id);
    }
    for (const { id } of operations) {
      expect('ETag' in (successOf(id).headers ?? {}), id).toBe(tagged.includes(id));
      expect('304' in described(id).responses, id).toBe(tagged.includes(id));
    }
  });
});

describe('answers', () => {
  test('are those that the contract declares', () => {
    for (const { id, endpoint } of operations) {
      const statuses = Object.keys(described(id).responses).filter((status) => status !== '304');
      expect(statuses, id).toEqual(Object.keys(endpoint.responses));
      const [schema] = Object.values(endpoint.success);
      expect(successOf(id).content === undefined, id).toBe(schema === NoContent);
    }
  });

  test('carry the headers that the specification gives them', () => {
    for (const { id, endpoint } of operations) {
      const names = Object.keys(successOf(id).headers ?? {});
      const { rate, list } = endpoint.metadata;
      expect(names, id).toContain('X-Request-Id');
      for (const name of ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']) {
        expect(names.includes(name), `${id} ${name}`).toBe(rate !== 'none');
      }
      expect(names.includes('X-Next-Cursor'), id).toBe(list !== null);
      expect(names.includes('X-Total-Count'), id).toBe(list?.answer === 'array');
      expect(names.includes('Link'), id).toBe(list?.answer === 'array');
    }
    expect(Object.keys(successOf('users.doctors').headers ?? {})).toContain('X-Total-Count');
    const { responses } = document.components;
    expect(responses.TooManyRequests?.headers).toHaveProperty('Retry-After');
    for (const response of Object.values(responses)) expect(response.headers).toHaveProperty('X-Request-Id');
  });

  test('of errors are shared by status, and say which codes an operation gives', () => {
    for (const { id, endpoint } of operations) {
      for (const code of endpoint.metadata.errors) {
        const response = described(id).responses[errorCodes[code].status];
        expect(response, `${id} ${code}`).toHaveProperty('$ref');
        expect(response?.description, `${id} ${code}`).toContain(`\`${code}\``);
      }
    }
    const conflict = described('appointments.confirm').responses[409];
    expect(conflict).toMatchObject({ $ref: '#/components/responses/Conflict' });
    expect(conflict?.description).not.toContain('ALREADY_EXISTS');
  });
});

describe('webhooks', () => {
  test('describe the request that a receiver gets', () => {
    const { post } = document.webhooks.event ?? {};
    const media = post?.requestBody?.content['application/json'];
    expect(media?.schema).toEqual({ $ref: '#/components/schemas/WebhookPayload' });
    const names = post?.parameters?.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(names).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
  });
});

function template(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}
