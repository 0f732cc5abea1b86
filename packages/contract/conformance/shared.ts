import { readsOneResource } from '../src/index.js';
import { assert, assertEqual } from './assertions.js';
import { freshRequest, requestOf } from './callers.js';
import { type Check, checksOf } from './check.js';
import { pathOf } from './client.js';
import { operations } from './typed.js';
import { uniqueName } from './unique.js';
import type { World } from './world.js';

/** What holds of every path, and of everything that is read by its id. */
export function sharedChecks(): Check[] {
  return [...methodChecks(), ...conditionChecks(), ...conventionChecks];
}

/** A known path with a method that it does not take. */
function methodChecks(): Check[] {
  const paths = [...new Set(operations.map(({ endpoint }) => endpoint.path))];
  return paths.map((path) => ({
    domain: 'shared',
    name: `${path} answers 405 to methods that it does not take, and says which it does`,
    async run({ client }) {
      const taken = operations.filter(({ endpoint }) => endpoint.path === path);
      const allowed = new Set<string>(taken.map(({ endpoint }) => endpoint.method));
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((each) => !allowed.has(each))) {
        const response = await client.fetch(path.replace(/:\w+/g, '1'), { method });
        assertEqual(response.status, 405, `${method} ${path}`);
        assertEqual(await codeOf(response), 'METHOD_NOT_ALLOWED', `${method} ${path}`);
        const expected = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
        const told = response.headers.get('allow') ?? '';
        assertEqual(told.split(/, */).sort(), expected, `${method} ${path}, Allow`);
      }
    },
  }));
}

/** `ETag`, `If-None-Match` and `If-Match`, of each kind of resource. */
function conditionChecks(): Check[] {
  return operations
    .filter(({ endpoint }) => readsOneResource(endpoint))
    .map((reader) => ({
      domain: 'shared',
      name: `${reader.id} gives a tag, by which nothing is sent, or changed, twice`,
      async run(world) {
        const { client } = world;
        const change = operations.find(
          ({ endpoint }) => endpoint.path === reader.endpoint.path && endpoint.method === 'PUT',
        );
        const request = await freshRequest(world, change ?? reader);
        const read = (headers: Record<string, string>) => client.call(reader.id, { ...request, headers });
        const { status, headers } = await read({});
        const tag = headers.get('etag') ?? '';
        assertEqual(status, 200, reader.id);
        assert(/^"[^"]+"$/.test(tag), `${reader.id} has no ETag`);
        for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
          const again = await read({ 'If-None-Match': known });
          assertEqual([again.status, again.headers.get('etag')], [304, tag], `${reader.id} with ${known}`);
        }
        assertEqual(
          (await read({ 'If-None-Match': '"other"' })).status,
          200,
          `${reader.id} with another tag`,
        );

        if (!change) return;
        const seen = { ...request, headers: { 'If-Match': tag } };
        assertEqual((await client.call(change.id, seen)).status, 200, `${change.id} of what was seen`);
        assert((await read({})).headers.get('etag') !== tag, `${change.id} leaves the tag as it was`);
        await client.refuse(change.id, 'PRECONDITION_FAILED', seen);
        assertEqual(
          (await client.call(change.id, { ...request, headers: { 'If-Match': '*' } })).status,
          200,
          `${change.id} of whatever there is`,
        );
      },
    }));
}

const conventionChecks = checksOf('shared', {
  'takes every path without its last slash, too': async (world) => {
    for (const operation of operations.filter(({ endpoint }) => endpoint.method === 'GET')) {
      const request = await requestOf(world, operation);
      const path = pathOf(operation.id, request);
      const headers = request.token === undefined ? {} : { Authorization: `Bearer ${request.token}` };
      const response = await world.client.fetch(path.replace(/\/$/, ''), { headers });
      assertEqual(response.status, 200, `GET ${path} without its slash`);
    }
  },

  'answers 404 to paths that are none': async (world) => {
    for (const path of ['/api/', '/api/nothing/', '/API/hospitals/', '/api/Hospitals/', '/api/live/1/']) {
      const response = await world.client.fetch(path);
      assertEqual([response.status, await codeOf(response)], [404, 'NOT_FOUND'], path);
      assert(response.headers.get('x-request-id') !== null, `${path} has no X-Request-Id`);
    }
  },

  'gives the caller their own request id back, if it is a sane one': async ({ client }) => {
    const own = uniqueName('request-');
    const known = await client.fetch('/api/live/', { headers: { 'X-Request-Id': own } });
    assertEqual(known.headers.get('x-request-id'), own, 'A sane id');
    const odd = await client.fetch('/api/live/', { headers: { 'X-Request-Id': '<b>' } });
    assert(odd.headers.get('x-request-id') !== '<b>', 'An id that is none is taken');
  },

  'reads booleans in a query however they are written': async (world) => {
    const { client, first } = world;
    const countOf = async (is_active: string) => {
      const request = { query: { is_active }, token: first.admin.token };
      return (await client.succeed('users.list', request)).count;
    };
    const [active, inactive] = [await countOf('true'), await countOf('false')];
    for (const yes of ['True', '1', 'yes']) assertEqual(await countOf(yes), active, `is_active=${yes}`);
    for (const no of ['FALSE', '0', 'No']) assertEqual(await countOf(no), inactive, `is_active=${no}`);
  },

  'refuses NUL in texts, and texts that are too long': async (world) => {
    const { client, first } = world;
    for (const title of ['a\u0000b', 'a'.repeat(201), '   ']) {
      const body = { patient: first.patient.id, record_type: 'general', title };
      const request = { body, token: first.doctor.token };
      const { fields } = await client.refuse('medicalRecords.create', 'VALIDATION_ERROR', request);
      assertEqual(fields, ['title'], JSON.stringify(title));
    }
  },

  'answers HEAD as GET, without the body': async (world: World) => {
    const init = { method: 'HEAD', headers: { Authorization: `Bearer ${world.first.admin.token}` } };
    const response = await world.client.fetch('/api/auth/profile/', init);
    assertEqual([response.status, await response.text()], [200, ''], 'HEAD of the profile');
  },
});

async function codeOf(response: Response): Promise<unknown> {
  const { error }: { error?: { code?: unknown } } = JSON.parse(await response.text());
  return error?.code;
}
